#include "models/store/driverstore.h"

#include "models/store/recordblob.h"

namespace ringward {

Result<std::vector<DriverImage>> readDriverImages(const Connection &connection)
{
    std::vector<DriverImage> images;
    Statement statement = connection.prepare(QStringLiteral("SELECT key, bytes FROM driver_image ORDER BY key"));
    if (const Result<Done> done = statement.run(); !done)
        return done.error();
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        if (std::optional<Driver> told = decodeDriver(row.value(1).toByteArray()))
            images.push_back({.key = row.value(0).toString(), .told = std::move(*told)});
        return Done{};
    });
    if (!read)
        return read.error();
    return images;
}

Result<Done> writeDriverImages(const Connection &connection, const std::vector<DriverImage> &images)
{
    Statement put = connection.prepare(QStringLiteral("INSERT INTO driver_image(key, bytes) VALUES(?, ?) "
                                                      "ON CONFLICT(key) DO UPDATE SET bytes = excluded.bytes"));
    for (const DriverImage &image : images) {
        if (const Result<Done> done = put.run(image.key, encodeDriver(image.told)); !done)
            return done;
    }
    return Done{};
}

} // namespace ringward
