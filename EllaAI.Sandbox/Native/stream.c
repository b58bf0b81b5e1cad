/* What a program prints: read as it comes, sent when a message is full, or at once in a conversation. */
#include "wall.h"

#include <errno.h>
#include <unistd.h>

void stream_open(struct stream *stream, int fd, uint32_t number, uint32_t most, int at_once)
{
    stream->fd = fd;
    stream->number = number;
    stream->most = most;
    stream->at_once = at_once;
    stream->total = 0;
    stream->held = 0;
}

void stream_flush(struct stream *stream)
{
    struct output_reply head = {REPLY_OUTPUT, stream->number, (uint32_t)stream->held};
    message_send(&head, sizeof head, stream->data, stream->held, NULL, 0);
    stream->held = 0;
}

/* Reads what is there. Past the limit the rest is thrown away, the stream closed, and the answer 1. */
int stream_drain(struct stream *stream)
{
    static uint8_t past[4096];
    while (stream->fd >= 0) {
        uint64_t room = stream->most - stream->total;
        size_t space = CHUNK - stream->held;
        if (room > 0 && space == 0) {
            stream_flush(stream);
            continue;
        }
        int over = room == 0;
        ssize_t bytes = over ? read(stream->fd, past, sizeof past)
                             : read(stream->fd, stream->data + stream->held, room < space ? room : space);
        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes < 0 && errno == EAGAIN)
            return 0;
        if (bytes <= 0 || over)
            close_fd(&stream->fd);
        if (bytes <= 0)
            return 0;
        if (over)
            return 1;
        stream->held += (size_t)bytes;
        stream->total += (size_t)bytes;
        if (stream->at_once)
            stream_flush(stream);
        if ((size_t)bytes < space && (uint64_t)bytes < room)
            return 0;
    }
    return 0;
}
