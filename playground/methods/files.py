"""files.*: the two-step upload."""

from typing import Any

from playground.errors import SlackError
from playground.files import File
from playground.methods.call import Call
from playground.posting import Content, check_thread, post

Json = dict[str, Any]


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal: where to send the bytes."""
    length = call.required("length")
    if not length.isdigit() or int(length) == 0:
        raise SlackError("invalid_arguments", ["length must be a positive number"])
    file = File(call.state.new_id("F"), call.required("filename"), int(length), call.text("alt_txt"))
    call.state.files.add(file)
    return {"file_id": file.id, "upload_url": f"{call.slack.url}/upload/v1/{file.id}"}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: shares what was uploaded, in a channel or with nobody yet."""
    given = call.json("files")
    if not isinstance(given, list) or not given or not all(isinstance(item, dict) for item in given):
        raise SlackError("invalid_arguments", ["files must be an array of objects"])
    files = [_uploaded(call, item) for item in given]
    shared = [file.as_json(call.slack.url) for file in files]
    if call.text("channel_id"):
        channel = call.channel_to_write("channel_id")
        thread_ts = call.text("thread_ts") or None
        check_thread(call.slack, channel.id, thread_ts)
        comment = Content(call.text("initial_comment"), None, None, None)
        post(call.slack, channel.id, comment, files=shared, thread_ts=thread_ts)
    for file in files:
        file.shared, file.unseen_looks = True, call.state.files.slow_looks
    return {"files": shared}


def _uploaded(call: Call, item: Json) -> File:
    file = call.state.files.find(str(item.get("id")))
    if file is None or file.content is None or file.shared:
        raise SlackError("file_not_found")
    file.title = str(item.get("title") or "")
    return file
