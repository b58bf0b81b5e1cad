// Runs the question's tests with doctest and reports each case.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace {

int out = -1;
char mark[33];

// Before anything of the candidate's runs.
__attribute__((constructor(101))) void take_output() {
    for (ssize_t done = 0, n; done < 33 && (n = read(0, mark + done, 33 - done)) > 0;) done += n;
    mark[32] = 0;
    out = fcntl(1, F_DUPFD_CLOEXEC, 10);
    dup2(2, 1);
}

void say(const std::string &text) {
    std::string line = std::string(mark) + " " + text + "\n";
    for (std::size_t done = 0; done < line.size();) {
        ssize_t n = write(out, line.data() + done, line.size() - done);
        if (n < 0) _exit(1);
        done += n;
    }
}

std::string in_json(const std::string &text) {
    std::string json = "\"";
    for (unsigned char c : text) {
        char escape[8];
        if (c == '"' || c == '\\') (json += '\\') += (char)c;
        else if (c < ' ') json.append(escape, std::snprintf(escape, sizeof escape, "\\u%04x", c));
        else json += (char)c;
    }
    return json + "\"";
}

struct Report : doctest::IReporter {
    std::string name, message;
    bool wrong = false, broken = false;

    explicit Report(const doctest::ContextOptions &) {}

    void report_query(const doctest::QueryData &) override {}
    void test_run_start() override {}
    void test_run_end(const doctest::TestRunStats &) override {}

    void test_case_start(const doctest::TestCaseData &test) override {
        name = test.m_name;
        message.clear();
        wrong = broken = false;
    }

    void test_case_reenter(const doctest::TestCaseData &) override {}

    void test_case_end(const doctest::CurrentTestCaseStats &stats) override {
        const char *verdict = broken ? "runtime-error" : wrong || !stats.testCaseSuccess ? "wrong-answer" : "accepted";
        say("{\"name\":" + in_json(name) + ",\"verdict\":\"" + verdict + "\",\"ms\":" + std::to_string((long)(stats.seconds * 1000)) + ",\"message\":" + in_json(message) + "}");
    }

    void test_case_exception(const doctest::TestCaseException &error) override {
        // A required assertion that failed ends its case by an exception too, after it was told.
        if (!wrong) broken = true;
        if (message.empty()) message = error.error_string.c_str();
    }

    void subcase_start(const doctest::SubcaseSignature &) override {}
    void subcase_end() override {}

    void log_assert(const doctest::AssertData &assert) override {
        if (!assert.m_failed) return;
        (assert.m_threw ? broken : wrong) = true;
        if (!message.empty()) return;
        message = assert.m_threw ? std::string(assert.m_expr) + " threw " + assert.m_exception.c_str()
            : std::string(assert.m_decomp.c_str()).empty() ? std::string(assert.m_expr) : std::string(assert.m_expr) + " is " + assert.m_decomp.c_str();
    }

    void log_message(const doctest::MessageData &) override {}
    void test_case_skipped(const doctest::TestCaseData &) override {}
};

} // namespace

DOCTEST_REGISTER_LISTENER("ella", 1, Report);

#undef main
int main() {
    doctest::Context context;
    context.setOption("no-colors", true);
    context.run();
    say("end");
    std::fflush(nullptr);
    _exit(0);
}
