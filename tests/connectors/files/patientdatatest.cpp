#include "connectors/files/patientdata.h"

#include "connectors/files/fileimporter.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QRandomGenerator>

namespace ringward {
namespace {

Imported imported(const QByteArray &bytes)
{
    return FileImporter().importBytes(bytes, QStringLiteral("given"));
}

/// Ten digits with the right check digit.
QByteArray nhsNumber(QRandomGenerator &random)
{
    while (true) {
        const QByteArray digits = QByteArray::number(random.bounded(400'000'000, 799'999'999));
        for (char check = '0'; check <= '9'; ++check) {
            if (isNhsNumber(QString::fromLatin1(digits + check)))
                return digits + check;
        }
    }
}

QByteArray list(const QByteArray &title, const std::function<QByteArray(int)> &value, int rows = 40)
{
    QByteArray text = "Hostname," + title + "\n";
    for (int i = 0; i < rows; ++i)
        text += "PC-" + QByteArray::number(i) + ',' + value(i) + '\n';
    return text;
}

bool isMentioned(const Imported &result, const QString &title)
{
    return result.report.notes.join(u'\n').contains(title);
}

bool anyValueHolds(const Imported &result, const QString &text)
{
    for (const SourceRecord &record : result.records) {
        for (const QString &value : record.text) {
            if (value.contains(text) || record.key.contains(text))
                return true;
        }
    }
    return false;
}

TEST(PatientData, CheckDigits)
{
    EXPECT_TRUE(isNhsNumber(u"9434765919"));
    EXPECT_TRUE(isNhsNumber(u"943 476 5919"));
    EXPECT_FALSE(isNhsNumber(u"9434765918"));
    EXPECT_FALSE(isNhsNumber(u"0000000000"));
    EXPECT_FALSE(isNhsNumber(u"943476591"));
    EXPECT_FALSE(isNhsNumber(u"94347659A9"));
    EXPECT_TRUE(isPesel(u"44051401359"));
    EXPECT_FALSE(isPesel(u"44051401358"));
    EXPECT_TRUE(isNir(u"255081416802538"));
    EXPECT_FALSE(isNir(u"255081416802539"));
}

TEST(PatientData, TitlesThatSayPatientAreRefusedAndNamed)
{
    for (const char *title :
         {"MRN", "Patient Name", "patient_id", "NHS Number", "Date of Birth", "DOB", "Diagnosis", "Geburtsdatum",
          "Patientenname", "Date de naissance", "Nom du patient", "PESEL", "Data urodzenia", "Pacjent",
          "Fecha de nacimiento", "Nombre del paciente", "Medical Record No.", "patient.dateOfBirth"}) {
        const Imported result = imported(list(title, [](int i) { return "secret" + QByteArray::number(i); }));
        EXPECT_EQ(result.records.size(), 40u) << title;
        EXPECT_TRUE(isMentioned(result, QString::fromLatin1(title))) << title;
        EXPECT_FALSE(anyValueHolds(result, QStringLiteral("secret"))) << title;
    }
}

TEST(PatientData, TitlesThatOnlySoundLikeItPass)
{
    for (const char *title :
         {"Inpatient ward", "Patient-facing", "Outpatient building", "Serial", "Owner", "Diagnostic data level"})
        EXPECT_TRUE(patientTitle(QString::fromLatin1(title)).isEmpty()) << title;
}

TEST(PatientData, NhsNumbersAreFoundUnderAnyTitle)
{
    QRandomGenerator random(1);
    const Imported result = imported(list("Serial", [&](int i) { return i % 10 ? nhsNumber(random) : QByteArray(); }));
    EXPECT_EQ(result.records.size(), 40u);
    EXPECT_TRUE(isMentioned(result, QStringLiteral("Serial")));
    for (const SourceRecord &record : result.records)
        EXPECT_EQ(record[Field::SerialNumber], QString());
}

TEST(PatientData, TenDigitSerialNumbersPass)
{
    QRandomGenerator random(2);
    for (int round = 0; round < 20; ++round) {
        const Imported result = imported(list(
            "Serial", [&](int) { return QByteArray::number(qint64(random.bounded(1'000'000'000, 2'000'000'000))); },
            25));
        ASSERT_EQ(result.records.size(), 25u);
        EXPECT_FALSE(isMentioned(result, QStringLiteral("Serial")));
        EXPECT_FALSE(result.records[0][Field::SerialNumber].isEmpty());
    }
}

TEST(PatientData, AFewThatPassByChanceDoNotCondemnAColumn)
{
    QRandomGenerator random(3);
    const Imported result = imported(
        list("Serial", [&](int i) { return i < 8 ? nhsNumber(random) : "10000000" + QByteArray::number(10 + i); }));
    EXPECT_FALSE(isMentioned(result, QStringLiteral("Serial")));
}

TEST(PatientData, AFileWhoseIdentityIsAPatientIsRefused)
{
    const Imported result = imported("NHS Number,Ward\n9434765919,4W\n");
    ASSERT_TRUE(result.report.error);
    EXPECT_TRUE(result.report.problem.contains(u"NHS Number"));
    EXPECT_TRUE(result.records.empty());
    QRandomGenerator random(4);
    QByteArray disguised = "Host name\n";
    for (int i = 0; i < 10; ++i)
        disguised += nhsNumber(random) + ",x\n";
    EXPECT_TRUE(imported("Host name,Ward" + disguised.mid(9)).records.empty());
}

TEST(PatientData, DatesOfBirthBesideNamesAreRefusedWhateverTheTitles)
{
    const std::array<QByteArray, 5> people{"\"Kowalska, Anna\"", "John Smith", "\"O'Neill, Mary\"", "Jean-Luc Petit",
                                           "Eva Novakova"};
    const std::array<QByteArray, 5> dates{"12.03.1938", "01.11.1961", "30.06.1984", "02.02.1999", "17.09.1947"};
    QByteArray text = "Hostname,A,B\n";
    for (std::size_t i = 0; i < 5; ++i)
        text += "PC-" + QByteArray::number(int(i)) + ',' + people[i] + ',' + dates[i] + '\n';
    const Imported result = imported(text);
    EXPECT_EQ(result.records.size(), 5u);
    EXPECT_EQ(result.report.notes.size(), 2);
    const Imported purchases =
        imported(list("Purchased", [](int i) { return "12.03.20" + QByteArray::number(10 + i % 14); }));
    EXPECT_TRUE(purchases.report.notes.isEmpty());
}

TEST(PatientData, AProposalShowsNoSampleOfARefusedColumn)
{
    const auto proposal = FileImporter().proposeFor("Hostname,Patient name\nPC-1,Anna Kowalska\n");
    ASSERT_TRUE(proposal.has_value());
    EXPECT_FALSE(proposal->columns[1].refusedWhy.isEmpty());
    EXPECT_TRUE(proposal->columns[1].samples.isEmpty());
}

} // namespace
} // namespace ringward
