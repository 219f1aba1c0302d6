#include "views/help/helptext.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

#include <functional>

namespace ringward {

namespace {

constexpr int kLineHeightPercent = 135;

void setBlockStyle(QTextDocument &document, const Theme &theme)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        const bool inTable = QTextCursor(block).currentTable() != nullptr;
        format.setLineHeight(kLineHeightPercent, QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(inTable ? 0 : level == 1 ? 0 : level ? theme.px(18) : 0);
        format.setBottomMargin(inTable ? 0 : level ? theme.px(6) : block.textList() ? theme.px(4) : theme.px(10));
        QTextCursor cursor(block);
        cursor.setBlockFormat(format);
        if (level) {
            cursor.select(QTextCursor::BlockUnderCursor);
            QTextCharFormat letters;
            letters.setFont(level == 1 ? theme.title : theme.bold);
            if (level == 2)
                letters.setFontPointSize(theme.bold.pointSizeF() * 1.1);
            letters.setForeground(theme.text);
            cursor.mergeCharFormat(letters);
        }
    }
}

void setSpanStyle(QTextDocument &document, const Theme &theme)
{
    // Collected first: changing a format while walking its fragments would end the walk.
    std::vector<std::pair<int, int>> code, links;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment piece = it.fragment();
            if (piece.charFormat().isAnchor())
                links.emplace_back(piece.position(), piece.length());
            else if (piece.charFormat().fontFixedPitch())
                code.emplace_back(piece.position(), piece.length());
        }
    }
    const auto merge = [&](const std::pair<int, int> &span, const QTextCharFormat &format) {
        QTextCursor cursor(&document);
        cursor.setPosition(span.first);
        cursor.setPosition(span.first + span.second, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    };
    QTextCharFormat fixed, link;
    fixed.setFont(theme.fixed);
    fixed.setBackground(theme.raised);
    fixed.setForeground(theme.text);
    link.setForeground(theme.accent);
    for (const auto &span : code)
        merge(span, fixed);
    for (const auto &span : links)
        merge(span, link);
}

void setTableStyle(QTextFrame *frame, const Theme &theme)
{
    for (QTextFrame *child : frame->childFrames()) {
        if (auto *const table = qobject_cast<QTextTable *>(child)) {
            QTextTableFormat format = table->format();
            format.setBorderCollapse(true);
            format.setBorder(1);
            format.setBorderBrush(theme.border);
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setCellPadding(theme.px(5));
            format.setCellSpacing(0);
            format.setBottomMargin(theme.px(14));
            format.setTopMargin(theme.px(2));
            format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
            format.setRightMargin(1); // a collapsed border lies half outside
            table->setFormat(format);
            for (int column = 0; column < table->columns(); ++column) {
                QTextTableCell cell = table->cellAt(0, column);
                QTextCharFormat ground = cell.format();
                ground.setBackground(theme.raised);
                cell.setFormat(ground);
            }
        }
        setTableStyle(child, theme);
    }
}

} // namespace

void renderHelp(QTextDocument &document, const QString &markdown, const Theme &theme)
{
    document.setUndoRedoEnabled(false);
    document.setDefaultFont(theme.text10);
    document.setDocumentMargin(0);
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    setBlockStyle(document, theme);
    setSpanStyle(document, theme);
    setTableStyle(document.rootFrame(), theme);
}

} // namespace ringward
