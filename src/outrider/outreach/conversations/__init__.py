"""Conversations, messages, the inbox, attachments, reminders and webhooks."""
