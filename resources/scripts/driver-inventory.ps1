# Lists the kernel drivers of a Windows machine and prints them as compressed JSON. Changes nothing.
# What is printed: a line "RWD1 <pieces> <SHA-256 of the compressed bytes>", then as many lines "<number> <base64>".
# Short keys keep it small: n service, t title, p path as registered, k kind, s start, r state, g load order group,
# i INF, b bytes, v file version, c company, d date of the file, h SHA-256, a Authenticode status, u signer, e key usages
# of the signer, x 1 when the file is missing, l altitude, o instances of the filter, m Safe Mode lists it is in.
$ErrorActionPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'

function FullPath([string]$path) {
    $path = $path.Trim().Trim('"')
    if (-not $path) { return '' }
    $path = $path -replace '^\\\?\?\\', ''
    $path = $path -replace '^\\?SystemRoot\\', ($env:SystemRoot + '\')
    if ($path -match '^system32\\') { $path = $env:SystemRoot + '\' + $path }
    return [Environment]::ExpandEnvironmentVariables($path)
}

# Columns: filter, instances, altitude, frame. Legacy filters have neither instances nor a numbered frame.
$filters = @{}
foreach ($line in @(& fltmc.exe filters)) {
    if ($line -match '^(\S.*?)\s+(?:(\d+)\s+)?(\d{5,6}(?:\.\d+)?)\s+(\d+|<Legacy>)\s*$') {
        $filters[$Matches[1].Trim().ToLowerInvariant()] = @($Matches[3], $Matches[2])
    }
}

$safe = @{}
foreach ($mode in @('Minimal', 'Network')) {
    foreach ($key in @(Get-ChildItem -LiteralPath "HKLM:\SYSTEM\CurrentControlSet\Control\SafeBoot\$mode")) {
        $name = $key.PSChildName.ToLowerInvariant()
        $safe[$name] = @($safe[$name]) + $mode.ToLowerInvariant() | Where-Object { $_ }
    }
}

$drivers = @(foreach ($driver in @(Get-CimInstance -ClassName Win32_SystemDriver)) {
    $path = FullPath $driver.PathName
    $one = [ordered]@{ n = $driver.Name; t = $driver.DisplayName; p = $driver.PathName
                       k = $driver.ServiceType; s = $driver.StartMode; r = $driver.State }
    $service = Get-ItemProperty -LiteralPath "HKLM:\SYSTEM\CurrentControlSet\Services\$($driver.Name)"
    if ($service.Group) { $one.g = [string]$service.Group }
    $file = $null
    if ($path) { $file = Get-Item -LiteralPath $path -Force }
    if ($file) {
        $version = $file.VersionInfo
        $one.b = $file.Length
        $one.v = '{0}.{1}.{2}.{3}' -f $version.FileMajorPart, $version.FileMinorPart, $version.FileBuildPart, $version.FilePrivatePart
        if ($version.CompanyName) { $one.c = $version.CompanyName }
        $one.d = $file.LastWriteTimeUtc.ToString('yyyy-MM-dd')
        $one.h = (Get-FileHash -Algorithm SHA256 -LiteralPath $path).Hash
        $signature = Get-AuthenticodeSignature -LiteralPath $path
        $one.a = [string]$signature.Status
        if ($signature.SignerCertificate) {
            $one.u = $signature.SignerCertificate.GetNameInfo('SimpleName', $false)
            $one.e = @($signature.SignerCertificate.EnhancedKeyUsageList | ForEach-Object { $_.ObjectId })
        }
    } elseif ($path) {
        $one.x = 1
    }
    $filter = $filters[$driver.Name.ToLowerInvariant()]
    if ($filter) { $one.l = $filter[0]; if ($filter[1]) { $one.o = [int]$filter[1] } }
    $modes = @($safe[$driver.Name.ToLowerInvariant()]) + @($safe[($path -replace '^.*\\', '').ToLowerInvariant()]) | Where-Object { $_ } | Select-Object -Unique
    if ($modes) { $one.m = @($modes) }
    $one
})

$json = ConvertTo-Json -Compress -Depth 4 -InputObject ([ordered]@{
    format = 1; host = $env:COMPUTERNAME; at = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ'); drivers = $drivers })
$bytes = [Text.Encoding]::UTF8.GetBytes($json)
$memory = New-Object IO.MemoryStream
$zip = New-Object IO.Compression.GZipStream($memory, [IO.Compression.CompressionMode]::Compress)
$zip.Write($bytes, 0, $bytes.Length)
$zip.Close()
$packed = $memory.ToArray()
$hash = [BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash($packed)).Replace('-', '')
$text = [Convert]::ToBase64String($packed)
$size = 4000
$pieces = [int][Math]::Ceiling($text.Length / $size)
[Console]::Out.WriteLine("RWD1 $pieces $hash")
for ($i = 0; $i -lt $pieces; $i++) {
    [Console]::Out.WriteLine("$($i + 1) " + $text.Substring($i * $size, [Math]::Min($size, $text.Length - $i * $size)))
}
exit 0
