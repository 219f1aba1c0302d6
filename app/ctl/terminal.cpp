#include "app/ctl/terminal.h"

#include <QList>
#include <QTextBoundaryFinder>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#endif

#include <cstdio>

namespace ringward::ctl {

namespace {

bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

/// Calls `visit(end, columns)` after each character that a person sees, until it gives false.
template <typename Visit>
void eachCharacter(const QString &text, const Visit &visit)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype begin = 0;
    for (qsizetype end = finder.toNextBoundary(); end > 0; end = finder.toNextBoundary()) {
        const auto first = text.mid(begin, 2).toUcs4();
        if (!visit(end, !first.isEmpty() && isWide(first.front()) ? 2 : 1))
            return;
        begin = end;
    }
}

} // namespace

int terminalWidth()
{
#ifdef Q_OS_WIN
    CONSOLE_SCREEN_BUFFER_INFO info;
    return GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info)
        ? info.srWindow.Right - info.srWindow.Left + 1
        : 0;
#else
    winsize size{};
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
#endif
}

int columnsOf(const QString &text)
{
    int columns = 0;
    eachCharacter(text, [&](qsizetype, int width) {
        columns += width;
        return true;
    });
    return columns;
}

QString cutTo(const QString &text, int width)
{
    qsizetype keep = 0;
    int columns = 0;
    eachCharacter(text, [&](qsizetype end, int each) {
        columns += each;
        if (columns > width - 1)
            return false;
        keep = end;
        return true;
    });
    const QString cut = text.left(keep) + u'…';
    return cut + QString(std::max(0, width - columnsOf(cut)), u' ');
}

Secret askPassphrase(const QString &prompt)
{
#ifdef Q_OS_WIN
    const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    if (!GetConsoleMode(input, &before))
        return {};
    SetConsoleMode(input, before & ~DWORD(ENABLE_ECHO_INPUT));
#else
    termios before{};
    if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &before) != 0)
        return {};
    termios quiet = before;
    quiet.c_lflag &= ~tcflag_t(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
#endif
    std::fputs(qPrintable(prompt), stderr);
    QByteArray line(1024, '\0');
    const bool wasRead = std::fgets(line.data(), int(line.size()), stdin) != nullptr;
    std::fputs("\n", stderr);
#ifdef Q_OS_WIN
    SetConsoleMode(input, before);
#else
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
#endif
    const auto ends = line.indexOf('\0');
    line.truncate(wasRead && ends > 0 ? ends - (line[ends - 1] == '\n' ? 1 : 0) : 0);
    return Secret(std::move(line));
}

} // namespace ringward::ctl
