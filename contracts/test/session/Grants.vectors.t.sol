// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GrantReader} from "../../src/session/GrantReader.sol";
import {Artifacts} from "../support/Artifacts.sol";

/// @dev Random grants, packed, hashed and turned into rules by the kit (scripts/vectors/writeGrants.ts): the chain reads the same.
contract GrantsVectorsTest is Artifacts {
    struct Columns {
        address[] account;
        bytes32[] hash;
        bytes32[] keyHash;
        uint192[] nonceKey;
        bytes[] packed;
        address[] paymaster;
        bytes[] rules;
    }

    GrantReader private reader = GrantReader(vm.deployCode(artifact("GrantReader")));

    function test_everyGrant_isReadAsTheKitWroteIt() public view {
        Columns memory columns = _read();
        uint256 taken;
        for (uint256 i = 0; i < columns.packed.length; ++i) {
            (bool isRead, GrantReader.Reading memory grant) = _tryRead(columns, i);
            string memory row = string.concat("row ", vm.toString(i));
            assertEq(isRead, columns.rules[i].length != 0, string.concat(row, ": taken by both or by none"));
            if (!isRead) continue;
            assertEq(grant.rules, columns.rules[i], string.concat(row, ": rules"));
            assertEq(grant.structHash, columns.hash[i], string.concat(row, ": struct hash"));
            assertEq(grant.end, columns.packed[i].length, string.concat(row, ": end"));
            ++taken;
        }
        assertGt(taken, 300, "grants that are taken");
        assertGt(columns.packed.length - taken, 300, "grants that are refused");
    }

    function _tryRead(Columns memory columns, uint256 i)
        private
        view
        returns (bool isRead, GrantReader.Reading memory grant)
    {
        try reader.read(
            columns.account[i], columns.keyHash[i], columns.paymaster[i], columns.nonceKey[i], columns.packed[i]
        ) returns (
            GrantReader.Reading memory read
        ) {
            return (true, read);
        } catch {
            return (false, grant);
        }
    }

    function _read() private view returns (Columns memory columns) {
        string memory json = vm.readFile("contracts/out/grants.json");
        columns.account = vm.parseJsonAddressArray(json, ".account");
        columns.hash = vm.parseJsonBytes32Array(json, ".hash");
        columns.keyHash = vm.parseJsonBytes32Array(json, ".keyHash");
        columns.packed = vm.parseJsonBytesArray(json, ".packed");
        columns.paymaster = vm.parseJsonAddressArray(json, ".paymaster");
        columns.rules = vm.parseJsonBytesArray(json, ".rules");
        uint256[] memory lanes = vm.parseJsonUintArray(json, ".nonceKey");
        columns.nonceKey = new uint192[](lanes.length);
        for (uint256 i = 0; i < lanes.length; ++i) {
            columns.nonceKey[i] = uint192(lanes[i]);
        }
    }
}
