@echo off
rem Starts jurigged.
setlocal
set "HOME_OF_JURIGGED=%~dp0.."
set "JAVA=%JAVA_HOME%\bin\java.exe"
if not exist "%JAVA%" set JAVA=java.exe
where /q "%JAVA%" 2>nul || if not exist "%JAVA%" (
  echo jurigged needs a JDK, 17 or later: JAVA_HOME names none, and there is no java on the PATH. Install one and set JAVA_HOME to its folder. 1>&2
  exit /b 1
)
"%JAVA%" "@%HOME_OF_JURIGGED%\lib\jvm.options" %JURIGGED_JAVA_OPTIONS% "-Djurigged.home=%HOME_OF_JURIGGED%" -jar "%HOME_OF_JURIGGED%\lib\jurigged.jar" %*
exit /b %ERRORLEVEL%
