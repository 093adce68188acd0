"""The page *Outbox*: what would go to whom, each message seen before it leaves; hosts and what they answered."""
