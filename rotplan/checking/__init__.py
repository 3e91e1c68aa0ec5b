"""What `check` finds: rosters judged; findings placed, told apart, filtered, mended."""
