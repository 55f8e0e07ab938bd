"""The wire itself: keys, errors of both versions, encodings, and the paths that clients of either base URL use."""

from fastapi import FastAPI

from tests.dialects.clients import Api
from tests.dialects.multilead.conftest import client, ok, refused


class TestErrors:
    async def test_without_a_good_key(self, app: FastAPI, api: Api) -> None:
        for key in ("", "nonsense", "Bearer nonsense"):
            async with client(app, key) as nobody:
                assert (await nobody.get("/identityType/ids/[1]")).json() == {"error": {"code": 401, "message": "Unauthorized"}}

    async def test_a_path_that_is_not_there_gets_a_page(self, api: Api) -> None:
        response = await api.get("/users//accounts/<b>1")
        assert response.status_code == 404
        assert "Cannot GET" in response.text
        assert "<b>" not in response.text
        assert (await api.delete("/identityType/ids/[1]")).status_code == 404

    async def test_wrong_parameters_are_named(self, api: Api) -> None:
        assert await refused(api.get("/identityType/ids/['invalid']"), 422) == {
            "ids": {"value": "['invalid']", "msg": "Id must be a number array", "param": "ids", "location": "params"}
        }
        assert (await refused(api.get("/identityType/ids/[]"), 422))["ids"]["msg"].startswith("Ids array must")

    async def test_a_wrong_value_is_repeated_in_part(self, api: Api) -> None:
        words = (await refused(api.get(f"/identityType/ids/['{'x' * 5000}']"), 422))["ids"]
        assert words["value"] == "['" + "x" * 198
        for number in ("1e999", "9" * 400, "-1e300"):
            wrong = await refused(api.post("/users/1/create_team", content=f'{{"name": {number}}}'), 422)
            assert "value" not in wrong["name"], number
        for constant in ("NaN", "Infinity"):
            answer = await api.post("/users/1/create_team", content=f'{{"name": {constant}}}')
            assert (answer.status_code, "not valid JSON" in answer.text) == (400, True)

    async def test_an_id_of_any_length_is_a_wrong_one(self, api: Api) -> None:
        wrong = await refused(api.get(f"/users/{'9' * 5000}/teams"), 422)
        assert (wrong["userId"]["msg"], len(wrong["userId"]["value"])) == ("User id must be a number.", 200)


class TestPaths:
    async def test_either_base_url_works(self, api: Api) -> None:
        for base in ("", "/api/open-api/v1"):
            assert (await ok(api.get(f"http://test{base}/identityType/ids/1,4")))[1]["type"] == "EMAIL"
            assert (await api.get(f"http://test{base}/")).text == ""
