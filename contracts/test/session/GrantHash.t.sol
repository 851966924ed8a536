// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ArgumentBound, Grant, Permission} from "../../src/session/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev forge's own EIP-712 encoder, which wallets' behaviour is compared with; the Vm interface in use has no name for it.
interface Eip712Cheats {
    function eip712HashTypedData(string calldata jsonData) external pure returns (bytes32 digest);
}

/// @dev What the owner signs, computed a second time from typed-data JSON as a wallet does.
contract GrantHashTest is StackTest {
    string private constant TYPES = '{"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},'
        '{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],'
        '"Grant":[{"name":"account","type":"address"},{"name":"sessionKey","type":"bytes"},'
        '{"name":"validAfter","type":"uint48"},{"name":"validUntil","type":"uint48"},'
        '{"name":"maxActions","type":"uint32"},{"name":"maxSpend","type":"uint96"},'
        '{"name":"maxGasWei","type":"uint96"},{"name":"paymaster","type":"address"},'
        '{"name":"nonceKey","type":"uint192"},{"name":"epoch","type":"uint32"},'
        '{"name":"permissions","type":"Permission[]"}],'
        '"Permission":[{"name":"target","type":"address"},{"name":"functionSignature","type":"string"},'
        '{"name":"maxValue","type":"uint128"},{"name":"spendArgument","type":"uint8"},'
        '{"name":"bounds","type":"ArgumentBound[]"}],'
        '"ArgumentBound":[{"name":"argument","type":"uint8"},{"name":"min","type":"uint256"},{"name":"max","type":"uint256"}],'
        '"Revoke":[{"name":"account","type":"address"},{"name":"session","type":"bytes32"}],'
        '"RevokeAll":[{"name":"account","type":"address"},{"name":"epoch","type":"uint32"}]},';

    /// forge-config: default.fuzz.runs = 32
    function testFuzz_hashGrant_isTheEip712HashOfItsTypedData(
        Grant memory grant,
        uint8 permissions,
        uint8 bounds,
        uint256 seed
    ) public view {
        grant.permissions = new Permission[](permissions % 4);
        for (uint256 i = 0; i < grant.permissions.length; ++i) {
            uint256 word = uint256(keccak256(abi.encode(seed, i)));
            ArgumentBound[] memory list = new ArgumentBound[](bounds % 3);
            for (uint256 j = 0; j < list.length; ++j) {
                list[j] = ArgumentBound(uint8(word), word >> j, word);
            }
            string memory text = string.concat("f", vm.toString(i), "(uint256)");
            grant.permissions[i] = Permission(address(uint160(word)), text, uint128(word), uint8(word >> 8), list);
        }
        assertEq(validator.hashGrant(grant), _digest("Grant", _grantJson(grant)), "grant digest");
    }

    function testFuzz_hashRevoke_isTheEip712HashOfItsTypedData(address player, bytes32 session) public view {
        string memory message =
            string.concat('{"account":"', vm.toString(player), '","session":"', vm.toString(session), '"}');
        assertEq(validator.hashRevoke(player, session), _digest("Revoke", message), "revoke digest");
    }

    function testFuzz_hashRevokeAll_isTheEip712HashOfItsTypedData(address player, uint32 epoch) public view {
        string memory message =
            string.concat('{"account":"', vm.toString(player), '","epoch":"', vm.toString(uint256(epoch)), '"}');
        assertEq(validator.hashRevokeAll(player, epoch), _digest("RevokeAll", message), "revoke-all digest");
    }

    function test_hashGrant_differsOnAnotherChain() public {
        bytes32 here = validator.hashGrant(makeGrant());
        vm.chainId(block.chainid + 1);
        assertNotEq(validator.hashGrant(makeGrant()), here, "chain is part of the digest");
    }

    function _digest(string memory primaryType, string memory message) private view returns (bytes32) {
        string memory domain = string.concat(
            '"domain":{"name":"Hourglass SessionValidator","version":"1","chainId":"',
            vm.toString(block.chainid),
            '","verifyingContract":"',
            vm.toString(address(validator)),
            '"},"primaryType":"',
            primaryType,
            '","message":'
        );
        return Eip712Cheats(address(vm)).eip712HashTypedData(string.concat(TYPES, domain, message, "}"));
    }

    function _grantJson(Grant memory grant) private pure returns (string memory) {
        string memory head = string.concat(
            '{"account":"',
            vm.toString(grant.account),
            '","sessionKey":"',
            vm.toString(grant.sessionKey),
            _number("validAfter", grant.validAfter),
            _number("validUntil", grant.validUntil),
            _number("maxActions", grant.maxActions),
            _number("maxSpend", grant.maxSpend)
        );
        string memory list;
        for (uint256 i = 0; i < grant.permissions.length; ++i) {
            list = string.concat(list, i == 0 ? "" : ",", _permissionJson(grant.permissions[i]));
        }
        return string.concat(
            head,
            _number("maxGasWei", grant.maxGasWei),
            '","paymaster":"',
            vm.toString(grant.paymaster),
            _number("nonceKey", grant.nonceKey),
            _number("epoch", grant.epoch),
            '","permissions":[',
            list,
            "]}"
        );
    }

    function _permissionJson(Permission memory permission) private pure returns (string memory) {
        string memory list;
        for (uint256 i = 0; i < permission.bounds.length; ++i) {
            ArgumentBound memory limit = permission.bounds[i];
            list = string.concat(list, i == 0 ? '{"argument":"' : ',{"argument":"', vm.toString(limit.argument));
            list = string.concat(list, _number("min", limit.min), _number("max", limit.max), '"}');
        }
        return string.concat(
            '{"target":"',
            vm.toString(permission.target),
            '","functionSignature":"',
            permission.functionSignature,
            _number("maxValue", permission.maxValue),
            _number("spendArgument", permission.spendArgument),
            '","bounds":[',
            list,
            "]}"
        );
    }

    /// @dev Closes the string before and leaves its own open.
    function _number(string memory name, uint256 value) private pure returns (string memory) {
        return string.concat('","', name, '":"', vm.toString(value));
    }
}
