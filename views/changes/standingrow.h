#pragma once
#include "models/changes/changeboard.h"

class QWidget;

namespace ringward {

/// How one person stands to a change: mark, name, vote, and under it post, roles, signature and comment.
QWidget *standingRow(const Standing &standing, const ChangeFile &file);

QString shortTime(qint64 atMs); ///< "8 Sep 09:12", local
QString nameIn(const std::vector<Person> &people, PersonId id);

} // namespace ringward
