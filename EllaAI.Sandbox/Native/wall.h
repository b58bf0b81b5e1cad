/* What the parts of the wall share: fixed descriptors, the protocol, and one function per idea. */
#ifndef ELLA_WALL_H
#define ELLA_WALL_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Descriptors that the launcher leaves open for process 1. A counter that the host lacks is /dev/null. */
enum {
    FD_SOCKET = 3,
    FD_CPU = 4,   /* cpuacct.usage (v1) or cpu.stat (v2) */
    FD_PEAK = 5,  /* memory.max_usage_in_bytes or memory.peak */
    FD_USAGE = 6, /* memory.usage_in_bytes or memory.current */
    FD_OOM = 7,   /* memory.oom_control or memory.events */
    FD_SELF = 8,  /* this program, executed from the descriptor: its path need not be visible inside */
    FD_FIRST_FREE = 9
};

enum { CHUNK = 64 * 1024, MESSAGE_MAX = CHUNK + 4096, STRINGS_MAX = 256, RUN_ID = 60001 };
/* Of a conversation: bytes of standard input that process 1 holds for a program that does not read them yet. */
enum { WINDOW = 2 * CHUNK };

/* Worker to process 1. Every message starts with a uint32_t of one of these. */
enum { COMMAND_FILE = 1, COMMAND_RUN = 2, COMMAND_STDIN = 3, COMMAND_STOP = 4 };
/* Process 1 to worker. */
enum { REPLY_READY = 1, REPLY_OUTPUT = 2, REPLY_RESULT = 3, REPLY_ERROR = 4, REPLY_ROOM = 5 };

/* After a run. What it asks for must not collide with other commands. */
enum { COMMAND_COLLECT = 16, COMMAND_SIZE = 17 };
enum { REPLY_COLLECTED = 16 };

enum {
    FILE_APPEND = 1,
    FILE_TMP = 2,    /* below /tmp, for the next run only */
    FILE_FOLDER = 4, /* a folder that the run may write into; no data */
    FILE_EXECUTABLE = 8,
};

/* Followed by the path (relative to /work or /tmp) and the data. */
struct file_command {
    uint32_t kind, flags, path_bytes, data_bytes;
};

/* The writable places are this large from now on, so that large files fit before a run. */
struct size_command {
    uint32_t kind, disk_kb;
};

enum {
    COLLECT_TMP = 1,  /* below /tmp instead of /work */
    COLLECT_LIST = 2, /* the names of all files below, not the content of one */
};

/* Followed by the path. Reads back what a finished run left, see RUN_HOLD. */
struct collect_command {
    uint32_t kind, flags, path_bytes;
    uint32_t most; /* bytes; a larger file is not there */
};

/* Followed by the data. A list is of names, each with 'x' (executable) or '-' before it and a zero behind it. */
struct collected_reply {
    uint32_t kind, last, bytes;
    uint32_t error; /* of the last one: an errno, or 0 */
};

enum {
    RUN_SEAL_WORK = 1, /* /work is read-only from this run on */
    /* A conversation: what it prints is sent at once, standard input comes in COMMAND_STDIN messages until one of 0 bytes. */
    RUN_STREAM = 2,
    RUN_HOLD = 16,     /* what it leaves in /tmp stays there until the next command that is not COMMAND_COLLECT */
};

/* Followed by argc + envc strings, each with its zero, and the first bytes of standard input. */
struct run_command {
    uint32_t kind, flags;
    uint32_t cpu_ms, wall_ms;
    uint32_t output_bytes; /* of each stream */
    uint32_t disk_kb;      /* of each writable place */
    uint32_t open_files, processes;
    uint32_t memory_mb; /* used as RLIMIT_DATA where no cgroup bounds memory */
    uint32_t stack_mb;
    uint32_t argc, envc, strings_bytes;
    uint32_t stdin_bytes;  /* in this message */
    uint64_t stdin_total;  /* with the COMMAND_STDIN messages that follow */
};

/*
 * Followed by the data of standard input. Those of a run that ended are dropped. In a conversation the worker has at
 * most WINDOW bytes on the way for which no REPLY_ROOM came; so process 1 can always read on, and a COMMAND_STOP (its
 * kind alone) gets through even when the program reads nothing.
 */
struct stdin_command {
    uint32_t kind, bytes;
};

/* So many bytes of standard input were taken by the program, or will never be. */
struct room_reply {
    uint32_t kind, bytes;
};

/* Followed by the data. */
struct output_reply {
    uint32_t kind, stream, bytes;
};

enum { CAUSE_NONE = 0, CAUSE_CPU = 1, CAUSE_WALL = 2, CAUSE_OUTPUT = 3, CAUSE_MEMORY = 4, CAUSE_STOPPED = 5 };

/* Followed by what is left of standard output, then of standard error. */
struct result_reply {
    uint32_t kind;
    int32_t exit_code; /* -1 when a signal ended it */
    int32_t signal;    /* 0 when it exited */
    uint32_t cause;
    uint32_t exec_errno; /* not 0: the program could not be started */
    uint32_t truncated;
    uint64_t cpu_us, wall_us, memory_kb;
    uint64_t resident_kb; /* of the largest process; one smaller than process 1 counts as that, whose memory it had until exec */
    uint32_t out_bytes, err_bytes;
};

/* main.c */
void close_fd(int *fd);
__attribute__((noreturn, format(printf, 1, 2))) void die(const char *format, ...);
uint64_t now_us(void);

/* launch.c, janitor.c, init.c: the three lives of this program */
int launch(int argc, char **argv);
int janitor(int argc, char **argv);
int init(int argc, char **argv);

/* mounts.c */
void mounts_make(void);
int mounts_proc(void);
void mounts_prepare(uint32_t disk_kb, int seal_work);
void mounts_leave(int hold);
void mounts_clear(void);

/* privileges.c */
void privileges_drop(void);
void privileges_leave_mounts(void);
int privileges_other_id(void);
int privileges_leave(void);

/* filter.c */
void filter_load(void);
void filter_load_run(pid_t keeper);

/* keeper.c: the thread that may mount */
pid_t keeper_start(void);
void keeper_do(void (*job)(void));

/* counters.c */
enum { COUNTERS_NONE = 0, COUNTERS_V1 = 1, COUNTERS_V2 = 2 };
struct counters {
    uint64_t cpu_us, memory_bytes, oom_kills;
};
void counters_open(int version);
int counters_version(void);
void counters_start(struct counters *base);
uint64_t counters_cpu_us(void);
uint64_t counters_oom_kills(void);
void counters_look(void);
uint64_t counters_peak_bytes(const struct counters *base, uint64_t largest_process);

/* message.c */
size_t message_receive(void *buffer, size_t capacity);
void message_send(const void *head, size_t head_bytes, const void *one, size_t one_bytes, const void *two, size_t two_bytes);

/* beneath.c: below a writable place, never following what a run may have left there */
int beneath_place(int tmp);
int beneath_open(int folder, const char *path, uint64_t flags, uint32_t mode);

/* file.c */
void file_write(const uint8_t *message, size_t bytes);
void file_size(const uint8_t *message, size_t bytes);

/* collect.c */
void collect(const uint8_t *message, size_t bytes);

/* child.c: what is between clone and exec */
struct child {
    const struct run_command *limits;
    char **argv, **envp;
    int in, out, err;
    volatile int failed; /* errno of what failed before exec */
};
void child_limit_all(void);
pid_t child_start(struct child *child);

/* stream.c: what the program prints */
struct stream {
    int fd; /* -1 when closed */
    uint32_t number;
    int at_once;   /* nothing is held back for a fuller message */
    uint32_t most; /* bytes in all */
    uint64_t total;
    size_t held;
    uint8_t data[CHUNK];
};
void stream_open(struct stream *stream, int fd, uint32_t number, uint32_t most, int at_once);
int stream_drain(struct stream *stream);
void stream_flush(struct stream *stream);

/* feed.c: what the program reads */
void feed_open(int fd, const uint8_t *data, size_t bytes, uint64_t to_come, int conversation);
void feed_some(void);
int feed_wants_pipe(void);
int feed_is_done(void);
int feed_wants_message(void);
void feed_receive(const uint8_t *message, size_t bytes);
void feed_close(void);

/* clock.c: deadlines, in wall and processor time */
void clock_start(const struct run_command *limits, const struct counters *base);
uint64_t clock_wall_us(void);
uint64_t clock_cpu_us(void);
uint32_t clock_check(int *wait_ms);
uint32_t clock_brief_ms(void);

/* family.c: the program and all that it started */
struct family {
    uint64_t cpu_us, peak_kb; /* of those that were waited for */
};
void family_open(void);
int family_ends(void);
void family_hear(void);
void family_await(uint32_t ms);
int family_reap(struct family *family, pid_t pid, int *status);
void family_end(struct family *family);

/* run.c */
void run(const uint8_t *message, size_t bytes);

#endif
