@echo off
rem Starts Botyard on Windows, as the file "botyard" beside it does elsewhere: the same arguments, the same variables.
rem
rem BOTYARD_JAVA_HOME  the JDK to use        BOTYARD_JAVA_OPTS  more options for it
rem BOTYARD_NO_CACHE   any text: make and use no class data archive
rem BOTYARD_MAKE_CACHE a file: make the class data archive there, and nothing else (BOTYARD_CACHE_DELAY seconds later)
rem
rem Every value stands in quotation marks and no brackets are used around them: folders are called "Program Files (x86)".
setlocal EnableExtensions DisableDelayedExpansion
set "self=%~f0"
set "typed=%~0"
for %%d in ("%~dp0..") do set "dist=%%~fd"

rem The command may stand behind --home DIR.
set "command="
:words
if "%~1"=="" goto known
if "%~1"=="--home" goto pair
set "word=%~1"
if "%word:~0,1%"=="-" goto option
set "command=%word%"
goto known
:pair
shift /1
:option
shift /1
goto words
:known

rem A release has its own Java, and beside it the class data archive that was made with it.
set "own=%dist%\jre"
set "java="
set "oldest="
if not defined BOTYARD_JAVA_HOME goto ownjava
call :try "%BOTYARD_JAVA_HOME%"
if defined java goto found
>&2 echo BOTYARD_JAVA_HOME is %BOTYARD_JAVA_HOME%, which is not a JDK 25 or newer.
exit /b 1
:ownjava
if exist "%own%\bin\java.exe" set "java=%own%"
if defined java goto found
set "on_path="
for %%j in (java.exe) do set "on_path=%%~$PATH:j"
set "path_home="
for %%j in ("%on_path%\..\..") do if defined on_path set "path_home=%%~fj"
call :try "%JAVA_HOME%"
call :try "%JAVA25_HOME%"
call :try "%path_home%"
call :look "%ProgramFiles%\Eclipse Adoptium"
call :look "%ProgramFiles%\Java"
call :look "%ProgramFiles%\Microsoft"
call :look "%ProgramFiles%\Zulu"
call :look "%ProgramFiles%\Amazon Corretto"
call :look "%ProgramFiles%\BellSoft"
call :look "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
call :look "%USERPROFILE%\.jdks"
if defined java goto found
if defined oldest goto tooold
>&2 echo Botyard needs a JDK 25 or newer, and none was found. Install one (such as Temurin 25), or set JAVA_HOME to it.
exit /b 1
:tooold
>&2 echo Botyard needs a JDK 25 or newer, and what was found is too old: %oldest%. Install one (such as Temurin 25), or set JAVA_HOME to it.
exit /b 1

rem The JDKs in a folder.
:look
if defined java exit /b 0
if not exist "%~1" exit /b 0
for /d %%h in ("%~1\*") do call :try "%%~h"
exit /b 0

rem Takes a folder if it is a Java 25 or newer and none was taken; what is older is remembered for the sentence above.
:try
if defined java exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
set "major="
if not exist "%~1\release" goto ask
for /f "usebackq tokens=1,2 delims==.-" %%v in ("%~1\release") do if "%%v"=="JAVA_VERSION" set "major=%%w"
goto compare
:ask
for /f "tokens=3 delims=. " %%v in ('""%~1\bin\java.exe" -version 2>&1"') do if not defined major set "major=%%v"
:compare
if not defined major exit /b 0
set "major=%major:"=%"
if %major% GEQ 25 set "java=%~1"
if %major% LSS 25 set "oldest=Java %major% in %~1"
exit /b 0

:found
if exist "%dist%\lib" goto built
rem A checkout: the distribution is built into its module.
for %%d in ("%dist%\..") do set "root=%%~fd"
set "dist=%root%\runtime\distribution\target\botyard"
if exist "%dist%\lib" goto built
>&2 echo Botyard is not built yet. In %root%, run: mvn -DskipTests package
exit /b 1
:built

rem A small heap that grows when it must: an idle host should not hold memory that it does not use.
rem Opened: what gives virtual threads the event loop to run on, which Java does not offer yet.
set "flags=--enable-native-access=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED -XX:+UseSerialGC -XX:+UseCompactObjectHeaders"
set "flags=%flags% -Xms24m -XX:NewSize=12m -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30 -XX:-ShrinkHeapInSteps"
rem What Java itself has to say must not stand among what a command answers.
set "flags=%flags% -Xlog:disable -Xlog:all=warning:stderr"
rem The console is told to show UTF-8 below.
set "flags=%flags% -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
rem Other commands end before the second compiler pays.
if not "%command%"=="run" set "flags=%flags% -XX:TieredStopAtLevel=1"

if defined BOTYARD_MAKE_CACHE goto makecache

set "cached="
rem A class data archive halves the start. It fits these jars and this JDK alone, so it is made here, in the background, after the first start.
if defined BOTYARD_NO_CACHE goto start
set "archive=%own%\botyard.aot"
if "%java%"=="%own%" if exist "%archive%" goto usecache
if not defined LOCALAPPDATA goto start
set "place=%dist::=%"
set "place=%place:\=_%"
set "cache=%LOCALAPPDATA%\botyard\cache\%place: =_%"
set "stamp=%java:\=_%"
for %%j in ("%dist%\lib\botyard-*.jar" "%java%\release") do call :stamp "%%~zj" "%%~tj"
set "stamp=%stamp::=%"
set "stamp=%stamp:/=%"
set "stamp=%stamp: =%"
set "archive=%cache%\%stamp%.aot"
if exist "%archive%" goto usecache
if not "%command%"=="run" goto start
if not defined BOTYARD_CACHE_DELAY set "BOTYARD_CACHE_DELAY=15"
if exist "%cache%" rmdir /s /q "%cache%"
mkdir "%cache%" 2>nul
set "BOTYARD_MAKE_CACHE=%archive%"
start "" /b /low cmd /d /c ""%self%" run" <nul >nul 2>&1
set "BOTYARD_MAKE_CACHE="
goto start

:stamp
set "stamp=%stamp%-%~1-%~2"
exit /b 0

:usecache
set "cached=yes"
set "flags=%flags% -Xlog:aot*=off:stderr -Xlog:cds*=off:stderr"
goto start

:makecache
rem There is no command that only waits and works without a console but this one.
if defined BOTYARD_CACHE_DELAY ping -n %BOTYARD_CACHE_DELAY% 127.0.0.1 >nul 2>&1
set "training=%TEMP%\botyard-training-%RANDOM%%RANDOM%"
mkdir "%training%"
"%java%\bin\java" %flags% "-XX:AOTCacheOutput=%training%\made.aot" "-Dbotyard.distribution=%dist%" -cp "%dist%\lib\*" dev.botyard.runtime.cli.Training "%training%\home"
if exist "%training%\made.aot" move /y "%training%\made.aot" "%BOTYARD_MAKE_CACHE%" >nul
rmdir /s /q "%training%" 2>nul
if exist "%BOTYARD_MAKE_CACHE%" exit /b 0
exit /b 1

:start
rem What hints tell a person to type: the bare name where the path leads here, else as this was started.
if defined BOTYARD_COMMAND goto named
set "BOTYARD_COMMAND=%typed%"
set "on_path="
for %%b in (botyard.cmd) do set "on_path=%%~$PATH:b"
if /i "%on_path%"=="%self%" set "BOTYARD_COMMAND=botyard"
:named
set "page="
for /f "tokens=2 delims=:" %%c in ('chcp 2^>nul') do set "page=%%c"
chcp 65001 >nul 2>&1
if defined cached goto startcached
"%java%\bin\java" %flags% %BOTYARD_JAVA_OPTS% "-Dbotyard.distribution=%dist%" -cp "%dist%\lib\*" dev.botyard.runtime.cli.Main %*
goto ended
:startcached
"%java%\bin\java" %flags% "-XX:AOTCache=%archive%" %BOTYARD_JAVA_OPTS% "-Dbotyard.distribution=%dist%" -cp "%dist%\lib\*" dev.botyard.runtime.cli.Main %*
:ended
set "code=%ERRORLEVEL%"
if defined page chcp %page:.=% >nul 2>&1
exit /b %code%
