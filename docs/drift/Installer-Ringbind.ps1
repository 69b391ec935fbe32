<#
.SYNOPSIS
    Installerer Ringbind for den bruger, der er logget ind, uden administratorrettigheder.

.DESCRIPTION
    1. Finder eller henter uv og Python 3.11 eller nyere.
    2. Lægger Ringbind i et miljø for sig, med hver pakke holdt op mod sit aftryk i requirements.lock.
    3. Oversætter Python-filerne på forhånd, fordi båndet starter Python uden at gemme oversættelser.
    4. Laver kontorets mappe, hvis den ikke er der, med stien til netop denne Python i projektmappen.
    Kør den igen for at opdatere; kan miljøets Python ikke længere køre, laves miljøet om. Intet lægges uden for -Sted og -Kontor.

    Skrevet til Windows PowerShell 5.1, som hver Windows har, og uden kald af .NET, som politikker kan spærre (Constrained Language).

.PARAMETER Kilde
    Mappen med Ringbinds filer (pyproject.toml, requirements.lock, macros, workbook, templates).

.PARAMETER Kontor
    Den mappe, som kontoret skal arbejde i. Kun gruppen bag opgaven må have adgang til den.

.PARAMETER Sted
    Hvor Ringbind installeres. Hver bruger har sin egen.

.PARAMETER Pakker
    En mappe med pakker (wheels), når maskinen ikke må hente fra internettet. Python skal da være der i forvejen, og uv
    på maskinen eller i mappen.

.EXAMPLE
    powershell -ExecutionPolicy Bypass -File Installer-Ringbind.ps1 -Kilde C:\Hentet\ringbind -Kontor S:\Vaccination\Ringbind
#>
param(
    [Parameter(Mandatory = $true)] [string] $Kilde,
    [Parameter(Mandatory = $true)] [string] $Kontor,
    [string] $Sted = (Join-Path $env:LOCALAPPDATA 'Ringbind'),
    [string] $Pakker = ''
)

$ErrorActionPreference = 'Stop'

# Kun koden tæller. 5.1 gør hver linje på stderr til en fejl, når teksten sendes til en fil eller vises i ISE, og uv skriver alt dér.
# Et program, der mangler eller er spærret, sætter ingen kode; derfor -1 først.
function Invoke-Program {
    param([string] $Program, [string[]] $Words)
    $ErrorActionPreference = 'Continue'
    $global:LASTEXITCODE = -1
    & $Program @Words
}

function Invoke-Checked {
    param([string] $Program, [string[]] $Words)
    Invoke-Program $Program $Words
    if ($LASTEXITCODE -ne 0) { throw "$Program stoppede med kode $LASTEXITCODE." }
}

# Uden \ til sidst: 5.1 giver "C:\to ord\" videre, så det sidste anførselstegn bliver en del af navnet.
function Get-PlainPath {
    param([string] $Folder)
    Split-Path -Path (Join-Path $Folder 'x')
}

# Python fra Microsoft Store bruges ikke: det, den skriver i AppData, lægger Windows et andet sted. Er der kun henvisningen til
# Store, svarer den 9009.
function Find-Python {
    $ask = "import sys; sys.exit(sys.version_info < (3, 11) or 'WindowsApps' in sys.executable)"
    $found = Get-Command -Name @('py', 'python') -CommandType Application -All -ErrorAction SilentlyContinue
    foreach ($python in $found) {
        Invoke-Program $python.Source @('-c', $ask) *> $null
        if ($LASTEXITCODE -eq 0) { return $python.Source }
    }
    throw 'Der er hverken uv eller Python på maskinen. Bestil Python 3.11 i Firmaportalen, eller læg uv.exe i mappen uv under -Sted.'
}

function Find-Uv {
    $known = Get-Command -Name uv -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($known) { return $known.Source }
    $venv = Join-Path $Sted 'uv-env'
    $fetched = Join-Path $venv 'Scripts\uv.exe'
    foreach ($ours in (Join-Path $Sted 'uv\uv.exe'), $fetched) {
        if (Test-Path -LiteralPath $ours) { return $ours }
    }
    Invoke-Checked (Find-Python) @('-m', 'venv', $venv) | Out-Host  # ellers ville teksten blive en del af svaret
    $pip = @('-m', 'pip', 'install', '--quiet', '--no-cache-dir', 'uv') + $fra
    Invoke-Checked (Join-Path $venv 'Scripts\python.exe') $pip | Out-Host
    return $fetched
}

foreach ($file in 'pyproject.toml', 'requirements.lock') {
    if (-not (Test-Path -LiteralPath (Join-Path $Kilde $file))) { throw "Filen $file er ikke i $Kilde." }
}
$Kilde = Get-PlainPath (Convert-Path -LiteralPath $Kilde)
$Kontor = Get-PlainPath $Kontor
$Sted = (New-Item -ItemType Directory -Force -Path $Sted).FullName
$fra = @()
if ($Pakker) { $fra = @('--no-index', '--find-links', (Get-PlainPath (Convert-Path -LiteralPath $Pakker))) }

$env:UV_CACHE_DIR = Join-Path $Sted 'cache'
$env:UV_PYTHON_INSTALL_DIR = Join-Path $Sted 'python'  # ellers i den profil, der flytter med fra maskine til maskine
$env:UV_SYSTEM_CERTS = 'true'  # husets proxy kan have sit eget certifikat; Windows kender det
$env:UV_NATIVE_TLS = 'true'  # det samme i ældre udgaver af uv
$env:UV_VENV_CLEAR = 'true'

$uv = Find-Uv
$miljoe = Join-Path $Sted 'env'
$python = Join-Path $miljoe 'Scripts\python.exe'
$ringbind = Join-Path $miljoe 'Scripts\ringbind.exe'

Write-Host '1/4  Python og et miljø for sig ...'
$udgave = '>=3.11'
if ($Pakker) { $udgave = '3.11' }  # pakkerne i mappen er hentet til den
Invoke-Program $python @('--version') *> $null
if ($LASTEXITCODE -ne 0) { Invoke-Checked $uv @('venv', '--python', $udgave, $miljoe) }

Write-Host '2/4  Pakkerne, hver holdt op mod sit aftryk ...'
$install = @('--directory', $Kilde, 'pip', 'install', '--python', $python) + $fra
Invoke-Checked $uv ($install + @('--require-hashes', '-r', 'requirements.lock'))
$hjul = Get-ChildItem -LiteralPath $Kilde -Filter 'ringbind-*.whl' | Sort-Object -Property LastWriteTime | Select-Object -Last 1
$selv = '.'  # et navn uden prik ville uv hente på nettet, og et ; i stien kan uv ikke læse
if ($hjul) { $selv = Join-Path '.' $hjul.Name }
Invoke-Checked $uv ($install + @('--no-deps', '--reinstall-package', 'ringbind', $selv))

Write-Host '3/4  Oversætter på forhånd ...'
Invoke-Program $python @('-m', 'compileall', '-qq', (Join-Path $miljoe 'Lib\site-packages'))  # enkelte fremmede filer må gerne fejle

Write-Host '4/4  Kontorets mappe ...'
$projektmappe = Join-Path $Kontor 'Ringbind.xlsm'
if (Test-Path -LiteralPath $projektmappe) {
    Invoke-Program $ringbind @('update', $projektmappe)
    if ($LASTEXITCODE -ne 0) {  # en kollega har den åben, eller den har en adgangskode
        Write-Warning 'Ringbind er installeret, men projektmappen er ikke opdateret; sætningen ovenfor siger hvorfor.'
    }
} else {
    Invoke-Checked $ringbind @('new', $Kontor)
    Invoke-Checked $ringbind @('check', $projektmappe)
}
Write-Host "Færdig. Gør $Kontor til en placering, der er tillid til, i Excel, og åbn $projektmappe."
