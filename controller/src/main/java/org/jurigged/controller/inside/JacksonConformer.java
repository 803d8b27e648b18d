package org.jurigged.controller.inside;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Jackson 2 and 3: the types, serializers and deserializers that live mappers keep. */
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
                "com.fasterxml.jackson.dataformat.toml.TomlMapper",
                "tools.jackson.databind.ObjectMapper",
                "tools.jackson.databind.json.JsonMapper",
                "tools.jackson.dataformat.xml.XmlMapper",
                "tools.jackson.dataformat.yaml.YAMLMapper",
                "tools.jackson.dataformat.cbor.CBORMapper",
                "tools.jackson.dataformat.smile.SmileMapper",
                "tools.jackson.dataformat.csv.CsvMapper",
                "tools.jackson.dataformat.javaprop.JavaPropsMapper",
                "tools.jackson.dataformat.toml.TomlMapper");
        for (Object mapper : mappers) {
            if (mapper.getClass().getName().startsWith("tools.")) {
                forget3(mapper, reflect);
            } else {
                forget2(mapper, reflect);
            }
        }
        return mappers.isEmpty() ? "" : mappers.size() + (mappers.size() == 1 ? " mapper" : " mappers");
    }

    private static void forget3(Object mapper, Reflect reflect) throws Throwable {
        reflect.call(mapper, "clearCaches");
        forgetSerializers(reflect.get(reflect.get(mapper, "_serializationContexts"), "_cache"), reflect);
    }

    private static void forget2(Object mapper, Reflect reflect) throws Throwable {
        reflect.call(reflect.call(mapper, "getTypeFactory"), "clearCache");
        forgetSerializers(reflect.get(reflect.get(mapper, "_serializerProvider"), "_serializerCache"), reflect);
        reflect.clear(mapper, "_rootDeserializers");
        Object deserializers = reflect.get(reflect.get(mapper, "_deserializationContext"), "_cache");
        if (deserializers != null) {
            reflect.call(deserializers, "flushCachedDeserializers");
        }
    }

    private static void forgetSerializers(Object serializers, Reflect reflect) throws Throwable {
        if (serializers != null) {
            reflect.call(serializers, "flush");
            // Some releases flush all but what they read from.
            if (reflect.get(serializers, "_readOnlyMap") instanceof AtomicReference<?> copy) {
                copy.set(null);
            }
        }
    }
}
