#include "models/base/pch.h"
