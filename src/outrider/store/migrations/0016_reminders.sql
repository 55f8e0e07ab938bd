-- Reminders: when a message is to be unread again, because somebody wanted to be reminded of it.
ALTER TABLE messages ADD COLUMN remind_at timestamptz;
CREATE INDEX messages_remind_due ON messages (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX messages_remind ON messages (workspace_id, id) WHERE remind_at IS NOT NULL;

-- What is done with, for those who list it or leave it out.
CREATE INDEX conversations_archived ON conversations (workspace_id, id) WHERE archived;
