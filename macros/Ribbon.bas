Attribute VB_Name = "Ringbind"
Option Explicit

' The one callback behind every button of the tab "Ringbind"; all work is done in Python.
'
' control.Id is the button's id. control.Tag says what to ask first: "file|question" or "text|question", or nothing.
' A question that is not answered presses nothing.
'
' RunPython puts its command between double quotes on cmd.exe's command line, so everything that comes from outside
' travels as hex digits, and the command itself holds no double quote. Empty entries of sys.path mean the current
' folder, where a stray file must not be taken for a module of ours.

Private Const LISTS As String = "Lister (Excel, ods, csv, tekst, zip)," & _
    "*.xlsx;*.xlsm;*.xlsb;*.xls;*.ods;*.csv;*.tsv;*.txt;*.zip,Alle filer (*.*),*.*"

Public Sub Ringbind_Press(control As IRibbonControl)
    Dim answer As String
    If Asked(control.Tag, answer) Then
        RunPython "import sys;sys.path[:]=[p for p in sys.path if p];from macros.live import ribbon;ribbon('" & _
            ToHex(control.Id) & "','" & ToHex(ThisWorkbook.FullName) & "','" & ToHex(answer) & "')"
    End If
End Sub

' Ask what the tag says; True when there is nothing to ask or the question was answered.
Private Function Asked(ByVal tag As String, ByRef answer As String) As Boolean
    Dim parts() As String
    If tag = "" Then
        Asked = True
        Exit Function
    End If
    parts = Split(tag, "|", 2)
    If parts(0) = "file" Then
        answer = ChosenFile(parts(1))
    Else
        answer = InputBox(parts(1), "Ringbind")
    End If
    Asked = (answer <> "")
End Function

Private Function ChosenFile(ByVal title As String) As String
    Dim chosen As Variant
    chosen = Application.GetOpenFilename(FileFilter:=LISTS, Title:=title)
    If VarType(chosen) = vbString Then ChosenFile = chosen
End Function

' Four hex digits for each UTF-16 code unit; Python reads them with bytes.fromhex(x).decode("utf-16-be").
' AscW is a negative Integer from 8000 on, and Hex$ gives an Integer's four digits all the same.
Private Function ToHex(ByVal text As String) As String
    Dim place As Long
    For place = 1 To Len(text)
        ToHex = ToHex & Right$("000" & Hex$(AscW(Mid$(text, place, 1))), 4)
    Next place
End Function
