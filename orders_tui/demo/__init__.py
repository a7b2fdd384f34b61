"""The demo shop: a made-up business that uses the store as any caller does."""
