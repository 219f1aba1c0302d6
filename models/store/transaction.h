#pragma once
#include "models/store/database.h"

namespace ringward {

/// Runs `body(connection)` in a transaction that may write, on a connection of the calling thread.
template <typename Body>
auto writing(const Database &database, const Body &body) -> decltype(body(std::declval<const Connection &>()))
{
    const Result<Connection> connection = database.connection();
    if (!connection)
        return connection.error();
    return connection->write([&] { return body(*connection); });
}

/// Runs `body(connection)` with a view of the store that does not change meanwhile.
template <typename Body>
auto reading(const Database &database, const Body &body) -> decltype(body(std::declval<const Connection &>()))
{
    const Result<Connection> connection = database.connection();
    if (!connection)
        return connection.error();
    return connection->read([&] { return body(*connection); });
}

} // namespace ringward
