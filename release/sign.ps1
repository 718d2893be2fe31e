# Signs files with the certificate that the environment holds as base64 (CERTIFICATE, CERTIFICATE_PASSWORD).
$ErrorActionPreference = "Stop"
$certificate = Join-Path ([IO.Path]::GetTempPath()) "credit-desk.pfx"
[IO.File]::WriteAllBytes($certificate, [Convert]::FromBase64String($env:CERTIFICATE))
try {
    $kits = Join-Path ${env:ProgramFiles(x86)} "Windows Kits\10\bin"
    $tool = (Get-ChildItem $kits -Recurse -Filter signtool.exe | Where-Object FullName -Match "\\x64\\" | Select-Object -Last 1).FullName
    & $tool sign /fd SHA256 /td SHA256 /tr http://timestamp.digicert.com /f $certificate /p $env:CERTIFICATE_PASSWORD $args
    if ($LASTEXITCODE -ne 0) { throw "signtool ended with $LASTEXITCODE" }
} finally {
    Remove-Item $certificate
}
