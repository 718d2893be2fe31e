# The way of an installer: installed without questions, started, its window opened, removed; the data folder stays.
param([Parameter(Mandatory)][string]$Setup)
$ErrorActionPreference = "Stop"
$place = Join-Path $env:LOCALAPPDATA "Programs\Credit Desk"
$data = Join-Path $env:LOCALAPPDATA "Credit Desk"

function Start-Checked([string]$File, [string[]]$Arguments) {
    $done = Start-Process $File $Arguments -Wait -PassThru
    if ($done.ExitCode -ne 0) { throw "$File $Arguments ended with $($done.ExitCode)" }
}

Start-Checked $Setup "/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART"
& "$place\credit-desk.exe" --self-test
if ($LASTEXITCODE -ne 0) { throw "credit-desk.exe ended with $LASTEXITCODE" }
Remove-Item Env:QT_QPA_PLATFORM -ErrorAction Ignore
Start-Checked "$place\CreditDesk.exe" "--time-start"
Start-Checked "$place\unins000.exe" "/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART"
if (Test-Path "$place\CreditDesk.exe") { throw "The program is still in $place" }
if (-not (Test-Path $data)) { throw "The data folder $data is gone" }
Write-Output "Installed, opened and removed; the data folder is still there."
