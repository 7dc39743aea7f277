"""A screen reader for tests: asks the desktop's accessibility bus what the program says of itself.

Reads commands from standard input, a line each, and answers each with a line of JSON.
  tree    every node of the program: [depth, role, name, description, states]
  heard   what was announced and focused since the last time: [kind, words]
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib

PROGRAM = "zeren"
HEARD = []


def switch_on():
    """Tells programs that somebody listens."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
            value, None, Gio.DBusCallFlags.NONE, 20000,
        )


def hear(event):
    if event.type.startswith("object:announcement"):
        HEARD.append(["announced", str(event.any_data)])
    elif event.detail1:
        HEARD.append(["focused", event.source.get_name() or ""])


def states(node):
    return [state.value_nick for state in node.get_state_set().get_states()]


def tree():
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    found = []

    def walk(node, depth):
        found.append([
            depth, node.get_role_name(), node.get_name() or "",
            node.get_description() or "", states(node),
        ])
        for nth in range(node.get_child_count()):
            child = node.get_child_at_index(nth)
            if child is not None:
                walk(child, depth + 1)

    for nth in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(nth)
        if program is not None and program.get_name() == PROGRAM:
            program.clear_cache()
            walk(program, 0)
    return found


def answer(line):
    if line == "tree":
        # What goes away while it is asked for is asked for again.
        for _ in range(5):
            try:
                return tree()
            except GLib.Error:
                continue
        return []
    said = list(HEARD)
    HEARD.clear()
    return said


def read(channel, _condition):
    line = channel.readline()
    if not line:
        loop.quit()
        return False
    print(json.dumps(answer(line.strip()), ensure_ascii=False), flush=True)
    return True


switch_on()
Atspi.init()
listener = Atspi.EventListener.new(hear)
listener.register("object:announcement")
listener.register("object:state-changed:focused")
loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP, read)
print("ready", flush=True)
loop.run()
