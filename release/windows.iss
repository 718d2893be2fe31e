; The installer for Windows: for one user, without administrator's rights; removing it leaves the data folder.
; Called as: iscc /DVersion=0.2.0 release\windows.iss, after build.spec has made dist\CreditDesk.
#ifndef Version
  #error Say which version this is: iscc /DVersion=0.2.0 release\windows.iss
#endif

[Setup]
AppId={{6C1E5B0B-6A2B-4B53-9B40-2C7C6D1B7A7E}
AppName=Credit Desk
AppVersion={#Version}
AppPublisher=Credit Desk
DefaultDirName={localappdata}\Programs\Credit Desk
DefaultGroupName=Credit Desk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
SourceDir=..
OutputDir=out
OutputBaseFilename=CreditDesk-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
LicenseFile=LICENSE
SetupIconFile=resources\icon\credit-desk.ico
UninstallDisplayIcon={app}\CreditDesk.exe
CloseApplications=yes

[Tasks]
Name: "desktop"; Description: "Put an icon on the desktop"; Flags: unchecked
Name: "csv"; Description: "Add ""Score with Credit Desk"" to the menu of .csv files"

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\CreditDesk\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\Credit Desk"; Filename: "{app}\CreditDesk.exe"
Name: "{userdesktop}\Credit Desk"; Filename: "{app}\CreditDesk.exe"; Tasks: desktop

[Registry]
Root: HKCU; Subkey: "Software\Classes\SystemFileAssociations\.csv\shell\CreditDesk"; ValueType: string; ValueData: "Score with Credit Desk"; Flags: uninsdeletekey; Tasks: csv
Root: HKCU; Subkey: "Software\Classes\SystemFileAssociations\.csv\shell\CreditDesk"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\CreditDesk.exe"; Tasks: csv
Root: HKCU; Subkey: "Software\Classes\SystemFileAssociations\.csv\shell\CreditDesk\command"; ValueType: string; ValueData: """{app}\CreditDesk.exe"" --open ""%1"""; Tasks: csv

[Run]
Filename: "{app}\CreditDesk.exe"; Description: "Open Credit Desk"; Flags: nowait postinstall skipifsilent
