@echo off
rem Runs Trivet from its source tree on Windows, and builds it on the first start. To build again, remove the folder
rem .trivet\windows. The flags are those of launcher\start, where it is said why.
setlocal
set "IMAGE=%~dp0.trivet\windows"
call "%~dp0launcher\find-jdk.cmd"
if errorlevel 1 exit /b 8
if exist "%IMAGE%\built" goto start
echo trivet: building Trivet (first start; takes a minute or two) ... 1>&2
call "%~dp0mvnw.cmd" -B -q -f "%~dp0pom.xml" -Dquick "-Dtrivet.image=%IMAGE%" -pl app -am package 1>&2
if errorlevel 8 exit /b 8
if errorlevel 1 exit /b 1
echo built> "%IMAGE%\built"

:start
"%JDK%\bin\java.exe" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms24m -Xmn12m -Xmx512m ^
    -XX:-UsePerfData -XX:TrimNativeHeapInterval=60000 -Xlog:disable ^
    --enable-native-access=dev.trivet.linux %TRIVET_JAVA_OPTS% ^
    --module-path "%IMAGE%\lib" --module dev.trivet.app/dev.trivet.app.Main %*
exit /b %ERRORLEVEL%
