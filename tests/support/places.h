#pragma once
#include <QString>

/// Where a test finds what lies outside its own program. The paths of this checkout stand in one source file only, so
/// that a compiler cache serves every other file to every checkout.
namespace places {

/// A file or folder of the checkout, as in "/views".
QString source(const char *path);

/// A file or folder of ../shared, as in "/data/driver-inventories".
QString shared(const char *path);

/// Where the install.sh of peers put what is large and the same for every checkout: RINGWARD_PEERS, or a folder of the
/// user's cache.
QString peers();

/// The command-line program that was built beside the tests.
QString ringwardctl();

} // namespace places
