package org.jurigged.controller.inside;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Jackson 2: the types, serializers and deserializers that live mappers keep. */
final class JacksonConformer implements Conformer {
    @Override
    public String conform(News news) throws Throwable {
        if (news.shapes().isEmpty()) {
            return "";
        }
        Reflect reflect = news.reflect();
        for (Class<?> factory : news.types("com.fasterxml.jackson.databind.type.TypeFactory")) {
            reflect.call(reflect.callStatic(factory, "defaultInstance"), "clearCache");
        }
        List<Object> mappers = news.objects(
                "com.fasterxml.jackson.databind.ObjectMapper",
                "com.fasterxml.jackson.databind.json.JsonMapper",
                "com.fasterxml.jackson.dataformat.xml.XmlMapper",
                "com.fasterxml.jackson.dataformat.yaml.YAMLMapper",
                "com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper",
                "com.fasterxml.jackson.dataformat.smile.databind.SmileMapper",
                "com.fasterxml.jackson.dataformat.csv.CsvMapper",
                "com.fasterxml.jackson.dataformat.javaprop.JavaPropsMapper",
                "com.fasterxml.jackson.dataformat.toml.TomlMapper");
        for (Object mapper : mappers) {
            forget(mapper, reflect);
        }
        return mappers.isEmpty() ? "" : mappers.size() + (mappers.size() == 1 ? " mapper" : " mappers");
    }

    private static void forget(Object mapper, Reflect reflect) throws Throwable {
        reflect.call(reflect.call(mapper, "getTypeFactory"), "clearCache");
        Object serializers = reflect.get(reflect.get(mapper, "_serializerProvider"), "_serializerCache");
        if (serializers != null) {
            reflect.call(serializers, "flush");
            // Some releases flush all but what they read from.
            if (reflect.get(serializers, "_readOnlyMap") instanceof AtomicReference<?> copy) {
                copy.set(null);
            }
        }
        reflect.clear(mapper, "_rootDeserializers");
        Object deserializers = reflect.get(reflect.get(mapper, "_deserializationContext"), "_cache");
        if (deserializers != null) {
            reflect.call(deserializers, "flushCachedDeserializers");
        }
    }
}
