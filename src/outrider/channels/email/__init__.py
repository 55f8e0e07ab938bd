"""Email: how a message leaves (SMTP) and how an answer comes in (IMAP). No SQL, no campaigns."""
