@echo off
rem Runs the Maven on the PATH with a JDK that can build Trivet. Same arguments as mvn.
setlocal
call "%~dp0launcher\find-jdk.cmd"
if errorlevel 1 exit /b 8
where mvn.cmd >nul 2>nul
if errorlevel 1 (
    echo Trivet is built with Apache Maven 3.8.6 or newer, and there is no mvn on the PATH. 1>&2
    echo It is found at https://maven.apache.org 1>&2
    exit /b 8
)
set "JAVA_HOME=%JDK%"
rem Libraries inside Maven make the JVM warn about Unsafe and native access at each start.
set "MAVEN_OPTS=%MAVEN_OPTS% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
rem From elsewhere: the whole tree.
if not exist pom.xml cd /d "%~dp0"
call mvn.cmd %*
exit /b %ERRORLEVEL%
