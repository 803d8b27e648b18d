package org.jurigged.controller.target;

import com.sun.jdi.Field;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.EnumChange.Constant;
import org.jurigged.reshape.EnumChange.Place;

/** What {@link org.jurigged.reshape.EnumHelper} is told of the static fields of an enum's constants. */
final class EnumFields {
    private EnumFields() {}

    /** Returns the words of a change, as {@code LiveEnumCall} reads them. */
    static List<String> words(EnumChange change, SwitchTables tables) {
        List<Place> after = change.after().stream().map(Constant::place).toList();
        List<Place> before = change.before().stream().map(Constant::place).toList();
        List<String> makers = change.creations().stream()
                .map(creation -> creation.element().field())
                .toList();
        List<String> words = new ArrayList<>();
        add(words, change.values());
        words.add(Integer.toString(after.size()));
        for (Constant constant : change.after()) {
            add(words, constant.place());
            words.add(constant.name());
            words.add(Integer.toString(before.contains(constant.place()) ? -1 : makers.indexOf(constant.name())));
        }
        words.add(Integer.toString(before.size()));
        for (Place place : before) {
            add(words, place);
            words.add(Integer.toString(after.indexOf(place)));
        }
        for (Field table : tables.fields()) {
            words.add(table.name());
            for (Place place : after) {
                words.add(Integer.toString(before.contains(place) ? 0 : tables.number(table, place)));
            }
        }
        return words;
    }

    private static void add(List<String> words, Place place) {
        words.add(place.owner());
        words.add(place.field());
    }
}
