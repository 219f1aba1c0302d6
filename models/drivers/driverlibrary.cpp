#include "models/drivers/driverlibrary.h"

#include <QRegularExpression>

#include <array>

namespace ringward {

namespace {

/// Texts that the first source to tell them settles.
constexpr std::array kTexts{
    &Driver::name,      &Driver::displayName,    &Driver::path,      &Driver::image,
    &Driver::version,   &Driver::signer,         &Driver::publisher, &Driver::infName,
    &Driver::className, &Driver::loadOrderGroup, &Driver::altitude,  &Driver::hardwareId,
    &Driver::md5,       &Driver::sha1,           &Driver::sha256,    &Driver::impHash,
};

template <typename T>
void fill(T &known, const T &told, const T &notTold)
{
    if (known == notTold)
        known = told;
}

/// Whatever starts earliest is what an image must be judged by: several services may share it.
void earlier(StartType &known, StartType told)
{
    if (told != StartType::NotTold && (known == StartType::NotTold || told < known))
        known = told;
}

void merge(Driver &known, const Driver &told)
{
    for (QString Driver::*text : kTexts)
        fill(known.*text, told.*text, QString());
    earlier(known.start, told.start);
    fill(known.kind, told.kind, ImageKind::NotTold);
    fill(known.isSigned, told.isSigned, Told::NotTold);
    fill(known.fileMissing, told.fileMissing, Told::NotTold);
    fill(known.linkDate, told.linkDate, QDateTime());
    fill(known.fileDate, told.fileDate, QDate());
    fill(known.driverDate, told.driverDate, QDate());
    fill(known.fileBytes, told.fileBytes, qint64(-1));
}

} // namespace

bool isContentFile(QStringView image)
{
    static const QRegularExpression channelFile(QStringLiteral("^c-\\d{8}-.*\\.sys$"),
                                                QRegularExpression::CaseInsensitiveOption);
    return channelFile.match(image).hasMatch();
}

QString DriverLibrary::add(const Driver &driver)
{
    if (isContentFile(driver.image))
        return {};
    const QString key = driverKey(driver);
    if (key.isEmpty())
        return {};
    auto at = m_positions.constFind(key);
    if (at == m_positions.constEnd()) {
        at = m_positions.insert(key, quint32(m_images.size()));
        m_images.push_back({.key = key});
    }
    DriverImage &image = m_images[*at];
    merge(image.told, driver);
    image.path = pathClass(image.told.path);
    image.signature = signatureLevel(image.told);
    image.inbox = isInbox(image.told);
    return key;
}

const DriverImage *DriverLibrary::find(const QString &key) const
{
    const auto at = m_positions.constFind(key);
    return at == m_positions.constEnd() ? nullptr : &m_images[*at];
}

} // namespace ringward
