"""What people do: every act becomes the request that Slack would send to the app."""
