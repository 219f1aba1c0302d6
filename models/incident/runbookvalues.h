#pragma once
#include "models/incident/runbook.h"

#include <functional>

namespace ringward {

/// Whether a value may be put in; Malformed with a sentence that says what is wrong with it. Values come back trimmed
/// and in one spelling.
Result<QString> checkedValue(const RunbookParameter &parameter, const QString &value);

/// The value as a literal of the shell, complete with its quotes: nothing in it can end the literal. For cmd, which has
/// no safe quoting, values with anything but letters, digits and a few harmless marks are refused.
Result<QString> literal(Shell shell, ParameterType type, const QString &value);

/// 'it''s', for PowerShell, which takes four more characters for a single quote.
QString powerShellQuoted(const QString &text);

/// Where placeholders like {{folder}} stand in a script, and whether each stands where a literal may: outside quotes
/// and comments, and for cmd inside double quotes. Malformed with line and reason.
/// `isNumber` says which are bare numbers.
Result<QStringList> placeholdersIn(Shell shell, const QStringList &lines,
                                   const std::function<bool(const QString &name)> &isNumber);

/// Replaces each placeholder by what `valueOf` says.
QString filled(const QString &line, const std::function<QString(const QString &name)> &valueOf);

} // namespace ringward
