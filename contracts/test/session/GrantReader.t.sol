// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DetailReader} from "../../src/session/DetailReader.sol";
import {Condition, Grant, Limit, Permission} from "../support/Grant.sol";
import {GrantReader} from "../../src/session/GrantReader.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev What is read is what was signed: compares packed grants with the EIP-712 hash of the same grant as a wallet computes it.
contract GrantReaderTest is SessionTest {
    string[4] private _texts =
        ["pay(address,uint256)", "level(int8)", "tell(string,bytes)", "order((address,uint256,int64))"];

    /// @dev Any grant that the grammar allows.
    function _any(uint256 seed) private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.account = address(uint160(_draw(seed, 1)));
        grant.sessionKey = abi.encodePacked(_draw(seed, 2), _draw(seed, 3));
        grant.validAfter = uint48(_draw(seed, 4));
        grant.validUntil = uint48(_draw(seed, 5));
        grant.maxActions = uint16(_draw(seed, 6) | 8);
        grant.maxSpend = uint96(_draw(seed, 7));
        grant.maxGasWei = uint64(_draw(seed, 8));
        grant.paymaster = address(uint160(_draw(seed, 9)));
        grant.nonceKey = uint192(_draw(seed, 10));
        grant.epoch = bytes32(_draw(seed, 11));
        grant.permissions = new Permission[](_draw(seed, 12) % 5 + 1);
        bool spends;
        for (uint256 i = 0; i < grant.permissions.length; ++i) {
            grant.permissions[i] = _anyPermission(_draw(seed, 100 + i), i);
            if (bytes(grant.permissions[i].spendArgument).length != 0) spends = true;
        }
        if (!spends) grant.maxSpend = 0;
    }

    /// @dev With a condition if it is not the only permission for its function.
    function _anyPermission(uint256 seed, uint256 i) private view returns (Permission memory permission) {
        uint256 kind = seed % 4;
        permission = permitLedger(_texts[kind]);
        if (seed & 16 != 0) permission.target = address(uint160(1000 + i));
        if (kind == 0) permission.spendArgument = seed & 32 == 0 ? "2" : "";
        if (kind == 3) permission.spendArgument = seed & 32 == 0 ? "1.2" : "";
        if (seed & 64 != 0) {
            permission.period = ["session", "hour", "day", "week"][(seed >> 8) % 4];
            permission.limits = limits("calls", uint96(seed >> 200) % 8 + 1, "value", type(uint96).max);
            permission.maxValue = uint96(seed >> 128) | 1;
        }
        if (kind == 0) permission.conditions = only(condition("2", "between", 0, seed));
        if (kind == 1) permission.conditions = only(condition("1", "one of", seed, seed + 1));
        if (kind == 2) permission.conditions = only(condition("1", "length between", 0, seed));
        if (kind == 3) permission.conditions = only(condition("1.1", "one of", seed));
        if (seed & 128 != 0) permission.policies = policies(address(uint160(seed >> 8)), new bytes(seed % 300));
    }

    function testFuzz_whatIsRead_isWhatWasSigned(uint256 seed, bytes calldata behind) public view {
        Grant memory grant = _any(seed);
        bytes memory packed = packedOf(grant);
        GrantReader.Reading memory reading = _read(grant, bytes.concat(packed, behind));
        assertEq(reading.structHash, structHashOf(grant), "the owner's hash");
        assertEq(reading.end, packed.length, "the owner's signature");
        assertEq(reading.validAfter, grant.validAfter, "validAfter");
        assertEq(reading.validUntil, grant.validUntil, "validUntil");
        assertEq(reading.maxActions, grant.maxActions, "maxActions");
        assertEq(reading.maxSpend, grant.maxSpend, "maxSpend");
        assertEq(reading.maxGasWei, grant.maxGasWei, "maxGasWei");
        assertEq(reading.epoch, grant.epoch, "epoch");
        assertEq(uint8(reading.rules[1]), grant.permissions.length, "a rule for each");
    }

    /// @dev The type strings, as a wallet writes them.
    function test_theHash_isThatOfEip712() public view {
        Grant memory grant = makeGrant();
        grant.permissions = both(permitLedger("claim()"), permitWhen("level(int8)", condition("1", "one of", 7)));
        bytes32 conditionHash = keccak256(
            abi.encode(
                keccak256("Condition(string argument,string rule,uint256[] values)"),
                keccak256("1"),
                keccak256("one of"),
                keccak256(abi.encode(7))
            )
        );
        bytes32 none = keccak256("");
        string memory types = string.concat(
            "Permission(address target,string functionSignature,uint128 maxValue,string spendArgument,string period,",
            "Limit[] limits,Condition[] conditions,Policy[] policies)",
            "Condition(string argument,string rule,uint256[] values)Limit(string counted,uint96 max)",
            "Policy(address policy,bytes config)"
        );
        bytes memory head = abi.encode(keccak256(bytes(types)), ledger, keccak256("level(int8)"), 0, none, none, none);
        bytes32 permission = keccak256(bytes.concat(head, abi.encode(keccak256(abi.encode(conditionHash)), none)));
        assertEq(permissionHashOf(grant.permissions[1]), permission, "with a condition");
        head = abi.encode(keccak256(bytes(types)), ledger, keccak256("claim()"), 0, none, none, none, none, none);
        assertEq(permissionHashOf(grant.permissions[0]), keccak256(head), "plain");
    }

    /// @dev A wallet's hash allows no other reading of the same bytes.
    function testFuzz_oneByteChanged_isAnotherGrantOrNone(uint256 seed, uint256 at, uint8 change) public view {
        Grant memory grant = _any(seed);
        bytes memory packed = packedOf(grant);
        at = at % packed.length;
        change = change == 0 ? 1 : change;
        packed[at] = bytes1(uint8(packed[at]) ^ change);
        try reader.read(grant.account, keccak256(grant.sessionKey), grant.paymaster, grant.nonceKey, packed) returns (
            GrantReader.Reading memory reading
        ) {
            assertTrue(reading.structHash != structHashOf(grant) || reading.end != packed.length, "another");
        } catch {}
    }

    function testFuzz_grantsThatAreCutOff_endBehindTheirEnd(uint256 seed, uint256 length) public view {
        Grant memory grant = _any(seed);
        bytes memory packed = packedOf(grant);
        length = length % packed.length;
        assembly ("memory-safe") {
            mstore(packed, length)
        }
        try reader.read(grant.account, keccak256(grant.sessionKey), grant.paymaster, grant.nonceKey, packed) returns (
            GrantReader.Reading memory reading
        ) {
            assertGt(reading.end, length, "the module finds no signature there");
        } catch {}
    }

    function test_numbersOfUnknownWordsAndFlags_areRefused() public {
        Grant memory grant = makeGrant();
        grant.permissions = both(permitLedger("claim()"), permitWhen("level(int8)", condition("1", "one of", 7)));
        bytes memory packed = packedOf(grant);
        // Flags of the second permission; then, after its text and path, its rule.
        uint256 at = 67 + 1 + 8 + 20;
        for (uint256 flag = 64; flag < 256; flag *= 2) {
            for (uint256 known = 0; known < 17; known += 16) {
                packed[at] = bytes1(uint8(known | flag));
                vm.expectRevert(abi.encodeWithSelector(DetailReader.PackedWordUnknown.selector, known | flag));
                _read(grant, packed);
            }
        }
        packed[at] = bytes1(uint8(16));
        packed[at + 1 + 12 + 1 + 2] = 0x04;
        vm.expectRevert(abi.encodeWithSelector(DetailReader.PackedWordUnknown.selector, 4));
        _read(grant, packed);
        grant.permissions[1].conditions = new Condition[](0);
        grant.permissions[1].period = "year";
        grant.permissions[1].limits = new Limit[](1);
        packed = packedOf(grant);
        vm.expectRevert(abi.encodeWithSelector(DetailReader.PackedWordUnknown.selector, 255));
        _read(grant, packed);
    }

    /// @dev One signed grant is one session: packing an empty list would give another session with the same hash.
    function test_flagsForNothing_areRefused() public {
        Grant memory grant = grantOf(permitLedger("claim()"));
        bytes memory packed = packedOf(grant);
        bytes1[4] memory flags = [bytes1(0x05), 0x09, 0x11, 0x21];
        for (uint256 i = 0; i < 4; ++i) {
            packed[67] = flags[i];
            vm.expectRevert();
            _read(grant, bytes.concat(packed, hex"0000"));
        }
        packed[67] = 0x01;
        assertEq(_read(grant, bytes.concat(packed, hex"0000")).end, packed.length, "without a flag");
    }

    function _read(Grant memory grant, bytes memory packed) private view returns (GrantReader.Reading memory) {
        return reader.read(grant.account, keccak256(grant.sessionKey), grant.paymaster, grant.nonceKey, packed);
    }

    function _draw(uint256 seed, uint256 number) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, number)));
    }
}
