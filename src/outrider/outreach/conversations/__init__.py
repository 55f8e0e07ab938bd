"""Conversations, messages, the inbox, attachments, reminders, snippets and webhooks."""
