/* What a program reads: written into its pipe as far as it takes it, and never waited for. */
#include "wall.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static struct {
    int fd; /* -1 when closed */
    const uint8_t *data;
    size_t held;
    int conversation;
    uint64_t to_come; /* in later messages; of a conversation 1 until its end was announced */
    uint32_t taken;   /* bytes of a conversation for which the worker was given no new room yet */
} feed;

static uint8_t window[WINDOW];

void feed_open(int fd, const uint8_t *data, size_t bytes, uint64_t to_come, int conversation)
{
    feed.fd = fd;
    feed.data = data;
    feed.held = bytes;
    feed.conversation = conversation;
    feed.to_come = conversation ? 1 : to_come;
    feed.taken = 0;
}

static void take(size_t bytes)
{
    feed.data += bytes;
    feed.held -= bytes;
    feed.taken += (uint32_t)bytes;
    if (!feed.conversation || feed.taken < WINDOW / 2)
        return;
    struct room_reply room = {REPLY_ROOM, feed.taken};
    message_send(&room, sizeof room, NULL, 0, NULL, 0);
    feed.taken = 0;
}

void feed_some(void)
{
    while (feed.fd >= 0 && feed.held > 0) {
        ssize_t bytes = write(feed.fd, feed.data, feed.held);
        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes < 0 && errno == EAGAIN)
            return;
        if (bytes < 0) /* the program does not read to the end, which is its right */
            close_fd(&feed.fd);
        else
            take((size_t)bytes);
    }
    if (feed.fd < 0)
        take(feed.held);
    if (feed.held == 0 && feed.to_come == 0)
        close_fd(&feed.fd);
}

/* The descriptor to wait for until it can be written, or -1. */
int feed_wants_pipe(void)
{
    return feed.held > 0 ? feed.fd : -1;
}

int feed_is_done(void)
{
    return feed.fd < 0;
}

int feed_wants_message(void)
{
    return feed.conversation || (feed.fd >= 0 && feed.held == 0 && feed.to_come > 0);
}

static void append(const uint8_t *data, uint32_t bytes)
{
    if (bytes > WINDOW - feed.held)
        die("more standard input than there is room for");
    if (feed.held > 0)
        memmove(window, feed.data, feed.held);
    memcpy(window + feed.held, data, bytes);
    feed.data = window;
    feed.held += bytes;
    feed.to_come = bytes > 0;
}

void feed_receive(const uint8_t *message, size_t bytes)
{
    struct stdin_command head;
    if (bytes < sizeof head)
        die("a short stdin command");
    memcpy(&head, message, sizeof head);
    if (head.bytes + sizeof head != bytes || (feed.conversation ? feed.to_come == 0 && head.bytes > 0 : head.bytes > feed.to_come))
        die("standard input of the wrong length");
    if (feed.conversation)
        append(message + sizeof head, head.bytes);
    else {
        feed.data = message + sizeof head;
        feed.held = head.bytes;
        feed.to_come -= head.bytes;
    }
    feed_some();
}

void feed_close(void)
{
    close_fd(&feed.fd);
}
