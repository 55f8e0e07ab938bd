"""What every verb uses: scope, events, reasons, jobs, wake-ups, limits, idempotency, audit."""
