#include "views/widgets/pch.h"
