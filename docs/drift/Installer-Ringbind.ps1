<#
.SYNOPSIS
    Installerer Ringbind for den bruger, der er logget ind, uden administratorrettigheder.

.DESCRIPTION
    1. Finder eller henter uv og Python 3.11 eller nyere i brugerens egen profil.
    2. Lægger Ringbind i et miljø for sig, med hver pakke holdt op mod sit aftryk i requirements.lock.
    3. Oversætter Python-filerne på forhånd, fordi båndet starter Python uden at gemme oversættelser.
    4. Laver kontorets mappe, hvis den ikke er der, med stien til netop denne Python i projektmappen.
    Kør den igen for at opdatere. Intet skrives uden for -Sted og -Kontor.

.PARAMETER Kilde
    Mappen med Ringbinds filer (pyproject.toml, requirements.lock, macros, workbook, templates).

.PARAMETER Kontor
    Den mappe, som kontoret skal arbejde i. Kun gruppen bag opgaven må have adgang til den.

.PARAMETER Sted
    Hvor Ringbind installeres. Hver bruger har sin egen.

.PARAMETER Pakker
    En mappe med pakker (wheels), når maskinen ikke må hente fra internettet. Uv og Python skal da være der i forvejen.

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

function Invoke-Checked {
    param([string] $Program, [string[]] $Words)
    & $Program @Words
    if ($LASTEXITCODE -ne 0) { throw "$Program stoppede med kode $LASTEXITCODE." }
}

function Find-Uv {
    $known = Get-Command uv -ErrorAction SilentlyContinue
    if ($known) { return $known.Source }
    $ours = Join-Path $Sted 'uv\uv.exe'
    if (Test-Path $ours) { return $ours }
    $python = Get-Command -Name @('py', 'python') -ErrorAction SilentlyContinue |
        Where-Object { $_.Source -notlike '*\WindowsApps\*' } |  # dér ligger kun en henvisning til Microsoft Store
        Select-Object -First 1
    if (-not $python) {
        throw 'Der er hverken uv eller Python på maskinen. Bestil Python 3.11 i Firmaportalen, eller læg uv.exe i mappen uv under -Sted.'
    }
    $venv = Join-Path $Sted 'uv-env'
    Invoke-Checked $python.Source @('-m', 'venv', $venv)
    Invoke-Checked (Join-Path $venv 'Scripts\python.exe') @('-m', 'pip', 'install', '--quiet', 'uv')
    return (Join-Path $venv 'Scripts\uv.exe')
}

foreach ($file in 'pyproject.toml', 'requirements.lock') {
    if (-not (Test-Path (Join-Path $Kilde $file))) { throw "Filen $file er ikke i $Kilde." }
}
New-Item -ItemType Directory -Force -Path $Sted | Out-Null

$uv = Find-Uv
$env_sti = Join-Path $Sted 'env'
$python = Join-Path $env_sti 'Scripts\python.exe'
$ringbind = Join-Path $env_sti 'Scripts\ringbind.exe'
$fra = if ($Pakker) { @('--no-index', '--find-links', $Pakker) } else { @() }

Write-Host '1/4  Python og et miljø for sig ...'
if (-not (Test-Path $python)) { Invoke-Checked $uv @('venv', '--python', '3.11', $env_sti) }

Write-Host '2/4  Pakkerne, hver holdt op mod sit aftryk ...'
$lock = Join-Path $Kilde 'requirements.lock'
Invoke-Checked $uv (@('pip', 'install', '--python', $python, '--require-hashes', '-r', $lock) + $fra)
$hjul = Get-ChildItem -Path $Kilde -Filter 'ringbind-*.whl' -ErrorAction SilentlyContinue | Select-Object -Last 1
$selv = if ($hjul) { $hjul.FullName } else { $Kilde }
Invoke-Checked $uv (@('pip', 'install', '--python', $python, '--no-deps', '--reinstall-package', 'ringbind', $selv) + $fra)

Write-Host '3/4  Oversætter på forhånd ...'
& $python -m compileall -qq (Join-Path $env_sti 'Lib\site-packages')  # enkelte filer i fremmede pakker må gerne fejle

Write-Host '4/4  Kontorets mappe ...'
$projektmappe = Join-Path $Kontor 'Ringbind.xlsm'
if (Test-Path $projektmappe) {
    & $ringbind update $projektmappe
    if ($LASTEXITCODE -ne 0) {  # en kollega har den åben, eller den har en adgangskode
        Write-Warning "Ringbind er installeret, men projektmappen er ikke opdateret; sætningen ovenfor siger hvorfor."
    }
} else {
    Invoke-Checked $ringbind @('new', $Kontor)
    Invoke-Checked $ringbind @('check', $projektmappe)
}
Write-Host "Færdig. Gør $Kontor til en placering, der er tillid til, i Excel, og åbn $projektmappe."
