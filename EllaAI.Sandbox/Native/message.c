/* Whole messages over the SEQPACKET socket. The worker's end closed is the end of the wall. */
#define _GNU_SOURCE
#include "wall.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

size_t message_receive(void *buffer, size_t capacity)
{
    ssize_t bytes;
    do
        bytes = recv(FD_SOCKET, buffer, capacity, MSG_TRUNC);
    while (bytes < 0 && errno == EINTR);
    if (bytes <= 0)
        _exit(0);
    if ((size_t)bytes > capacity || (size_t)bytes < sizeof(uint32_t))
        die("a message of %zd bytes", bytes);
    return (size_t)bytes;
}

void message_send(const void *head, size_t head_bytes, const void *one, size_t one_bytes, const void *two, size_t two_bytes)
{
    struct iovec parts[3] = {
        {(void *)head, head_bytes},
        {(void *)one, one_bytes},
        {(void *)two, two_bytes},
    };
    struct msghdr whole = {.msg_iov = parts, .msg_iovlen = 3};
    ssize_t sent;
    do
        sent = sendmsg(FD_SOCKET, &whole, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    if (sent < 0 && (errno == EPIPE || errno == ECONNRESET))
        _exit(0);
    if (sent < 0)
        die("send: %s", strerror(errno));
}
