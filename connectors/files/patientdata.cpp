#include "connectors/files/patientdata.h"

#include "connectors/files/columnmeanings.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

struct PatientTitles {
    const char *what;
    const char16_t *titles; ///< as plainTitle() gives them
};

#define WHAT(text) QT_TRANSLATE_NOOP("ringward::PatientData", text)
constexpr std::array kPatientTitles{
    PatientTitles{
        WHAT("medical record number"),
        u"mrn medicalrecordnumber medicalrecordno medicalrecord hospitalnumber unitnumber chinumber casenumber "
        u"fallnummer fallnr patientennummer patientennr ipp iep nip numerodedossier nhc historiaclinica "
        u"numerodehistoriaclinica numerkartoteki numerhistoriichoroby encounterid visitid admissionnumber"},
    PatientTitles{WHAT("NHS number"), u"nhs nhsnumber nhsno nhsnum"},
    PatientTitles{
        WHAT("national or insurance number of a person"),
        u"ssn socialsecuritynumber nationalid pesel nir numerodesecuritesociale kvnr krankenversichertennummer "
        u"versichertennummer krankenversicherungsnummer bsn codicefiscale dni nie medicarenumber healthcardnumber "
        u"personnummer cpr rodnecislo"},
    PatientTitles{
        WHAT("patient"),
        u"patient patients patientin patienten pacjent paciente paziente patientname patientfullname patientid "
        u"patientidentifier nomdupatient nompatient nazwiskopacjenta imieinazwiskopacjenta nombredelpaciente "
        u"nomepaziente nextofkin"},
    PatientTitles{
        WHAT("date of birth"),
        u"dob dateofbirth birthdate birthday born bornon birthyear geburtsdatum geburtstag datedenaissance naissance "
        u"dataurodzenia fechadenacimiento nacimiento datadinascita geboortedatum datumnarozeni"},
    PatientTitles{
        WHAT("diagnosis"),
        u"diagnosis diagnoses primarydiagnosis admissiondiagnosis admissionreason icd10 icd10code icdcode snomed "
        u"diagnose "
        u"diagnostic diagnostics hauptdiagnose diagnosticprincipal rozpoznanie diagnoza diagnostico diagnosi allergies "
        u"medication medications"},
};
constexpr std::array kPatientWords{QStringView(u"patient"), QStringView(u"pacjent"), QStringView(u"paciente"),
                                   QStringView(u"paziente")};
constexpr std::array kPersonalWords{
    QStringView(u"name"),    QStringView(u"nom"),     QStringView(u"nombre"),  QStringView(u"number"),
    QStringView(u"nummer"),  QStringView(u"numer"),   QStringView(u"numero"),  QStringView(u"mrn"),
    QStringView(u"dob"),     QStringView(u"birth"),   QStringView(u"surname"), QStringView(u"record"),
    QStringView(u"address"), QStringView(u"gender"),  QStringView(u"diagnos"), QStringView(u"imie"),
    QStringView(u"nazw"),    QStringView(u"initial"), QStringView(u"phone"),   QStringView(u"geb")};
#undef WHAT

QString what(const char *text)
{
    return QCoreApplication::translate("ringward::PatientData", text);
}

/// The digits of a text that holds nothing but them and the given separators; empty otherwise or when there are not
/// `count`, or all are the same.
QString digitsOf(QStringView text, qsizetype count, QStringView separators)
{
    if (text.size() < count || text.size() > count + 4)
        return {};
    QString digits;
    for (const QChar c : text) {
        if (c >= u'0' && c <= u'9')
            digits += c;
        else if (!separators.contains(c))
            return {};
    }
    return digits.size() == count && digits.count(digits.front()) != count ? digits : QString();
}

template <std::size_t N>
int weighted(const QString &digits, const std::array<int, N> &weights)
{
    int sum = 0;
    for (std::size_t i = 0; i < N; ++i)
        sum += digits[qsizetype(i)].digitValue() * weights[i];
    return sum;
}

} // namespace

QString patientTitle(QStringView title)
{
    static const QHash<QString, const char *> known = [] {
        QHash<QString, const char *> all;
        for (const PatientTitles &entry : kPatientTitles) {
            for (const QStringView one : QStringView(entry.titles).split(u' ', Qt::SkipEmptyParts))
                all.insert(one.toString(), entry.what);
        }
        return all;
    }();
    const QString plain = plainTitle(title);
    const QString last = plainTitle(title.sliced(title.lastIndexOf(u'.') + 1));
    for (const QString &form : {plain, last}) {
        if (const char *found = known.value(form))
            return what(found);
    }
    const auto holds = [&](const auto &words) {
        return std::any_of(words.begin(), words.end(), [&](QStringView word) { return plain.contains(word); });
    };
    const bool namesPatientId = plain.endsWith(u"patientid") || plain.startsWith(u"patientid");
    return holds(kPatientWords) && (holds(kPersonalWords) || namesPatientId) ? what("patient") : QString();
}

bool isNhsNumber(QStringView text)
{
    const QString digits = digitsOf(text.trimmed(), 10, u" -");
    if (digits.isEmpty())
        return false;
    constexpr std::array kWeights{10, 9, 8, 7, 6, 5, 4, 3, 2};
    const int check = (11 - weighted(digits, kWeights) % 11) % 11;
    return check != 10 && check == digits[9].digitValue();
}

bool isPesel(QStringView text)
{
    const QString digits = digitsOf(text.trimmed(), 11, u"");
    if (digits.isEmpty())
        return false;
    const int month = digits.mid(2, 2).toInt() % 20;
    const int day = digits.mid(4, 2).toInt();
    constexpr std::array kWeights{1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
    return month >= 1 && month <= 12 && day >= 1 && day <= 31
        && (10 - weighted(digits, kWeights) % 10) % 10 == digits[10].digitValue();
}

bool isNir(QStringView text)
{
    const QString digits = digitsOf(text.trimmed(), 15, u" ");
    if (digits.isEmpty() || (digits[0] != u'1' && digits[0] != u'2'))
        return false;
    return 97 - int(digits.left(13).toLongLong() % 97) == digits.mid(13).toInt();
}

bool looksLikePersonName(QStringView text)
{
    text = text.trimmed();
    if (text.size() < 5 || text.size() > 60)
        return false;
    int words = 0;
    bool inWord = false;
    for (const QChar c : text) {
        if (c.isLetter()) {
            if (!inWord && !c.isUpper())
                return false;
            words += !inWord;
            inWord = true;
        } else if (c == u' ' || c == u',' || c == u'.') {
            inWord = false;
        } else if (c != u'-' && c != u'\'' && c != u'’') {
            return false;
        }
    }
    return words >= 2 && words <= 4;
}

} // namespace ringward
