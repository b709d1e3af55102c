"""The Web API methods that this Slack knows; any other is an `unknown_method`."""

from playground.methods import auth, chat, conversations, files, users, views
from playground.methods.call import Method

METHODS: dict[str, Method] = {
    "apps.connections.open": Method(auth.open_connection, token="app"),  # noqa: S106  # nosec B106
    "auth.revoke": Method(auth.revoke),
    "auth.test": Method(auth.test),
    "blocks.validate": Method(auth.validate_blocks),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.history": Method(conversations.history),
    "conversations.info": Method(conversations.info),
    "conversations.members": Method(conversations.members),
    "conversations.open": Method(conversations.open_dm),
    "conversations.replies": Method(conversations.replies),
    "files.completeUploadExternal": Method(files.complete_upload, "files:write"),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write"),
    "oauth.v2.access": Method(auth.exchange_code, token=None),
    "usergroups.users.list": Method(users.list_group_members, "usergroups:read"),
    "users.conversations": Method(conversations.users_conversations),
    "users.info": Method(users.info, "users:read"),
    "users.list": Method(users.list_users, "users:read"),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}
