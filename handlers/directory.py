"""Looks people up by Slack's Web API."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackTrouble, StorageAway, TokenSealed, UnknownMember
from bot.i18n import language_of
from bot.ports import ChannelId, MemberId, Profile, WorkspaceId
from bot.tips.rooms import Room
from handlers.calls import read
from handlers.lines import Lines

UNKNOWN = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
PAGE = 200  # people; Slack recommends no more
MOST_PAGES = 100  # of the largest workspaces that Takt is made for, with some to spare


class SlackDirectory:
    """The ports that look up people and channels, over Slack."""

    def __init__(self, lines: Lines, default_language: str, default_time_zone: str) -> None:
        self._lines = lines
        self._default_language = default_language
        self._default_time_zone = default_time_zone

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The person's profile, with their own language and time zone. Raises `UnknownMember` or `SlackTrouble`."""
        user = (await self._call("users.info", workspace, member, user=member, include_locale=True))["user"]
        return Profile(
            workspace=workspace,
            member=member,
            name=_name(user),
            language=language_of(user.get("locale") or self._default_language),
            time_zone=known_zone(user.get("tz") or "", self._default_time_zone),
            is_admin=_is_admin(user, workspace),
            is_bot=bool(user.get("is_bot")) or member == "USLACKBOT",
            is_guest=_from_elsewhere(user, workspace),
            is_gone=bool(user.get("deleted")),
        )

    async def group_members(self, workspace: WorkspaceId, group: str) -> frozenset[MemberId]:
        """The members of a user group. Raises `SlackTrouble`."""
        answer = await self._call("usergroups.users.list", workspace, MemberId(group), usergroup=group)
        return frozenset(MemberId(member) for member in answer["users"])

    async def admins(self, workspace: WorkspaceId, besides: Collection[MemberId] = ()) -> frozenset[MemberId]:
        """The workspace's own admins and owners who are still there, up to the first page that has one besides some.

        From some twenty pages a minute on Slack asks for patience. Raises `SlackTrouble`.
        """
        found: set[MemberId] = set()
        async for page in self._pages(workspace):
            found.update(MemberId(user["id"]) for user in page if _is_admin(user, workspace))
            if found.difference(besides):
                break
        return frozenset(found)

    async def headcount(self, workspace: WorkspaceId) -> int:
        """How many people work there. Raises `SlackTrouble`."""
        return sum([sum(_works_here(user, workspace) for user in page) async for page in self._pages(workspace)])

    async def room(self, workspace: WorkspaceId, channel: ChannelId) -> Room:
        """A channel's name and size; needs `channels:read`, and `groups:read` for a private one."""
        client = await self._client(workspace)
        answer = await read(client, "conversations.info", channel=channel, include_num_members="true")
        size = answer["channel"].get("num_members")
        return Room(str(answer["channel"].get("name", "")), None if size is None else int(size))

    async def _pages(self, workspace: WorkspaceId) -> AsyncIterator[Sequence[Mapping[str, Any]]]:
        """Everybody in the directory, page by page."""
        client, cursor = await self._client(workspace), ""
        for _ in range(MOST_PAGES):
            page = await read(client, "users.list", limit=PAGE, **({"cursor": cursor} if cursor else {}))
            yield page.get("members", [])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break

    async def _call(self, method: str, workspace: WorkspaceId, subject: MemberId, **arguments: Any) -> Any:
        try:
            return await read(await self._client(workspace), method, **arguments)
        except SlackTrouble as trouble:
            if trouble.code in UNKNOWN:
                raise UnknownMember(subject) from trouble
            raise

    async def _client(self, workspace: WorkspaceId) -> AsyncWebClient:
        try:
            return await self._lines.to(workspace)
        except StorageAway as error:
            raise SlackTrouble("token_unread") from error
        except TokenSealed as error:
            raise SlackTrouble("token_sealed") from error


def known_zone(name: str, default: str) -> str:
    """The zone, or the default where this machine's zone data does not have it."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        return default


def _name(user: Mapping[str, Any]) -> str:
    profile = user.get("profile") or {}
    return str(
        profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name") or ""
    )


def _is_admin(user: Mapping[str, Any], workspace: str) -> bool:
    """An admin of another workspace is none here."""
    has_flag = bool(user.get("is_admin") or user.get("is_owner"))
    return has_flag and not user.get("deleted") and not _from_elsewhere(user, workspace)


def _works_here(user: Mapping[str, Any], workspace: str) -> bool:
    is_bot = bool(user.get("is_bot")) or user["id"] == "USLACKBOT"
    return not (is_bot or user.get("deleted") or _from_elsewhere(user, workspace))


def _from_elsewhere(user: Mapping[str, Any], workspace: str) -> bool:
    return bool(user.get("is_stranger")) or user.get("team_id", workspace) != workspace
