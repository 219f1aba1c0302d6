#pragma once
#include "models/drivers/driverimage.h"

namespace ringward {

/// Whether no source tells who signed the image, but its name and its folder are those of a part of Windows
/// (resources/catalogues/windows-images.json). That is how a healthy machine looks to a source without signatures; it
/// proves nothing.
bool isWindowsByName(const DriverImage &image);

} // namespace ringward
