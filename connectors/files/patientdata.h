#pragma once
#include <QString>
#include <QStringView>

namespace ringward {

/// What a title says of patients, translated for a report ("date of birth"); empty for titles that do not.
QString patientTitle(QStringView title);

/// A ten-digit number with the check digit of the NHS (mod 11), blanks or dashes as 3-3-4 allowed. One number in eleven
/// passes by chance: a column is judged by how many of its values do.
bool isNhsNumber(QStringView text);
/// Eleven digits of a Polish PESEL: a date of birth, a serial and a check digit.
bool isPesel(QStringView text);
/// Thirteen or fifteen digits of a French NIR with its key (mod 97); only those with a key can be told.
bool isNir(QStringView text);

/// "Kowalska, Anna", "Anna Maria Kowalska": two to four capitalised words and nothing else.
bool looksLikePersonName(QStringView text);

} // namespace ringward
