"""The rows of the access table for communities and what they keep.

Community 9001 of Merasa has Marta for its member 9001; protocol 9001 is its word on listing
9001, of which nothing is decided.
"""

from tests.architecture.askers import HEAD, MIRA, OFFICER, PROVINCE, SPEAKER, VISITOR, Row

OF_COMMUNITIES = [
    Row("portal:listing_keepers", VISITOR, "/kerja/sajian/1/penjaga/", 302),
    Row("portal:listing_keepers", MIRA, "/kerja/sajian/1/penjaga/", 200),
    Row("portal:listing_keepers", OFFICER, "/kerja/sajian/1/penjaga/", 404),
    Row("portal:listing_keepers", SPEAKER, "/kerja/sajian/1/penjaga/", 200),
    Row("portal:protocols", VISITOR, "/kerja/protokol/", 302),
    Row("portal:protocols", SPEAKER, "/kerja/protokol/", 200),
    Row("portal:protocol", VISITOR, "/kerja/protokol/9001/", 302),
    Row("portal:protocol", SPEAKER, "/kerja/protokol/9001/", 200),
    Row("portal:protocol", MIRA, "/kerja/protokol/9001/", 404),
    Row("portal:protocol", HEAD, "/kerja/protokol/9001/", 404),
    Row("portal:protocol", OFFICER, "/kerja/protokol/9001/", 404),
    Row("portal:protocol", PROVINCE, "/kerja/protokol/9001/", 404),
    Row("portal:protocol_approval", VISITOR, "/kerja/protokol/9001/persetujuan/", 302),
    Row("portal:protocol_approval", SPEAKER, "/kerja/protokol/9001/persetujuan/", 404),
    Row("portal:protocol_approval", OFFICER, "/kerja/protokol/9001/persetujuan/", 404),
    Row("portal:protocol_consent", VISITOR, "/kerja/protokol/9001/izin/", 302),
    Row("portal:protocol_consent", SPEAKER, "/kerja/protokol/9001/izin/", 200),
    Row("portal:protocol_consent", HEAD, "/kerja/protokol/9001/izin/", 404),
    Row("portal:consent_withdrawal", VISITOR, "/kerja/protokol/9001/izin/penarikan/", 302),
    Row("portal:consent_withdrawal", SPEAKER, "/kerja/protokol/9001/izin/penarikan/", 405),
    Row("portal:communities", VISITOR, "/kerja/masyarakat/", 302),
    Row("portal:communities", MIRA, "/kerja/masyarakat/", 200),
    Row("portal:community", VISITOR, "/kerja/masyarakat/9001/", 302),
    Row("portal:community", SPEAKER, "/kerja/masyarakat/9001/", 200),
    Row("portal:community", HEAD, "/kerja/masyarakat/9001/", 404),
    Row("portal:community", OFFICER, "/kerja/masyarakat/9001/", 404),
    Row("portal:community", PROVINCE, "/kerja/masyarakat/9001/", 404),
    Row("portal:community_groups", VISITOR, "/kerja/masyarakat/9001/kelompok/", 302),
    Row("portal:community_groups", SPEAKER, "/kerja/masyarakat/9001/kelompok/", 405),
    Row("portal:community_invitations", VISITOR, "/kerja/masyarakat/9001/undangan/", 302),
    Row("portal:community_invitations", SPEAKER, "/kerja/masyarakat/9001/undangan/", 405),
    Row("portal:community_takeover", VISITOR, "/kerja/masyarakat/9001/penerusan/", 302),
    Row("portal:community_takeover", SPEAKER, "/kerja/masyarakat/9001/penerusan/", 405),
    Row("portal:community_member", VISITOR, "/kerja/masyarakat/9001/anggota/9001/", 302),
    Row("portal:community_member", SPEAKER, "/kerja/masyarakat/9001/anggota/9001/", 200),
    Row("portal:community_member", OFFICER, "/kerja/masyarakat/9001/anggota/9001/", 404),
    Row("portal:community_invitation", VISITOR, "/masyarakat/undangan/nonsense/", 302),
    Row("portal:community_invitation", MIRA, "/masyarakat/undangan/nonsense/", 422),
    Row("portal:consent_withdrawal", VISITOR, "/kerja/persetujuan/9001/9001/penarikan/", 302),
    Row("portal:consent_withdrawal", MIRA, "/kerja/persetujuan/9001/9001/penarikan/", 405),
]
