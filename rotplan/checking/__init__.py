"""What `check` finds: rosters judged, findings with place and fingerprint, filtered, compared, mended."""
