// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {StackTest} from "../support/StackTest.sol";

/// @dev forge's own EIP-712 encoder, to compare with the behaviour of wallets; the Vm interface in use has no name for it.
interface Eip712Cheats {
    function eip712HashTypedData(string calldata jsonData) external pure returns (bytes32 digest);
}

/// @dev What is signed to revoke, computed a second time from typed-data JSON as a wallet does. GrantReader.t.sol does it for
/// grants, and Grants.vectors.t.sol for the kit's 1,500.
contract RevocationHashTest is StackTest {
    string private constant TYPES = '{"types":{"EIP712Domain":[{"name":"name","type":"string"},'
        '{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},'
        '{"name":"verifyingContract","type":"address"}],'
        '"Revoke":[{"name":"account","type":"address"},{"name":"session","type":"bytes32"}],'
        '"RevokeAll":[{"name":"account","type":"address"},{"name":"epoch","type":"bytes32"}]},';

    function testFuzz_hashRevoke_isTheEip712HashOfItsTypedData(address player, bytes32 session) public view {
        assertEq(validator.hashRevoke(player, session), _digest("Revoke", player, "session", session), "one");
    }

    function testFuzz_hashRevokeAll_isTheEip712HashOfItsTypedData(address player, bytes32 epoch) public view {
        assertEq(validator.hashRevokeAll(player, epoch), _digest("RevokeAll", player, "epoch", epoch), "all");
    }

    function test_bothDiffer_onAnotherChain() public {
        (bytes32 one, bytes32 all) = (validator.hashRevoke(address(1), 0), validator.hashRevokeAll(address(1), 0));
        assertNotEq(one, all, "one is not all");
        vm.chainId(block.chainid + 1);
        assertNotEq(validator.hashRevoke(address(1), 0), one, "chain is part of the digest");
        assertNotEq(validator.hashRevokeAll(address(1), 0), all, "chain is part of the digest");
    }

    function _digest(string memory primaryType, address player, string memory name, bytes32 word)
        private
        view
        returns (bytes32)
    {
        string memory domain = string.concat(
            '"domain":{"name":"Hourglass","version":"2","chainId":"',
            vm.toString(block.chainid),
            '","verifyingContract":"',
            vm.toString(address(validator)),
            '"},"primaryType":"',
            primaryType
        );
        string memory message = string.concat(
            '","message":{"account":"', vm.toString(player), '","', name, '":"', vm.toString(word), '"}}'
        );
        return Eip712Cheats(address(vm)).eip712HashTypedData(string.concat(TYPES, domain, message));
    }
}
