@echo off
rem Sets JDK to the folder of a JDK 25 or newer: by JAVA_HOME, else by the javac on the PATH. Where there is none it
rem says so and ends with 8. Called by trivet.cmd and mvnw.cmd.
set "JDK="
if defined JAVA_HOME call :consider "%JAVA_HOME%"
for /f "delims=" %%J in ('where javac.exe 2^>nul') do call :consider "%%~dpJ.."
if defined JDK exit /b 0
echo Trivet needs JDK 25 or newer, and found none by JAVA_HOME or on the PATH. 1>&2
echo Install one, for example from https://adoptium.net, and set JAVA_HOME to its folder. 1>&2
exit /b 8

:consider
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
set "FEATURE="
for /f "tokens=2 delims==" %%V in ('findstr /b /c:"JAVA_VERSION=" "%~1\release" 2^>nul') do (
    for /f "delims=.-+" %%F in ("%%~V") do set "FEATURE=%%F"
)
if not defined FEATURE exit /b 0
if %FEATURE% GEQ 25 set "JDK=%~f1"
exit /b 0
